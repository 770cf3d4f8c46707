package io.vectorstream.serve;

import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.metrics.Histogram;
import java.util.Map;

/**
 * What a run has done by one moment, on all its workers and in all its pipelines.
 *
 * @param counters one for each {@link RunCounter}
 * @param finished events whose fate is known
 * @param deadLettered how many events are dead letters of each kind
 * @param latency from the Kafka record's timestamp to the store's acknowledgement
 * @param calls acknowledged calls to the store
 * @param callSizes how many points those calls carried
 * @param parsing how long events took to read, in microseconds
 * @param embedding how long batches of texts took to embed
 * @param embeddingSizes how many distinct texts those batches had
 * @param newest the time of the newest event that is stored, in milliseconds since the epoch; 0 if
 *     there is none
 * @param breaker the worst circuit breaker towards the store: 0 when calls go through, 1 when some
 *     are tried, 2 when none do
 */
public record RunFigures(
    Map<RunCounter, Long> counters,
    long finished,
    Map<LetterKind, Long> deadLettered,
    Histogram latency,
    Histogram calls,
    Histogram callSizes,
    Histogram parsing,
    Histogram embedding,
    Histogram embeddingSizes,
    long newest,
    long breaker) {}
