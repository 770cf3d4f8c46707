package io.vectorstream.pipeline.report;

import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.metrics.Histogram;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricResults;

/**
 * A run's figures at one moment, summed over its workers. What is read again after a failure counts
 * again.
 *
 * @param read events read from Kafka
 * @param parsed events that could be read as such
 * @param deadLettered dead letters that Kafka has acknowledged
 * @param written events whose point, or a newer one of the same id, Qdrant has acknowledged
 * @param deleted tombstones that have taken a point away
 * @param withoutEffect tombstones that had nothing to delete, or only what was written anew since
 * @param textsEmbedded texts that went through the model
 * @param cacheHits events whose vector was there already
 * @param devicesLost graphics cards that stopped working while workers embedded with them
 * @param busy from the first event read to the last acknowledgement
 * @param letters how many of the dead letters are of each kind
 * @param storeCalls how the store was spoken to
 * @param parsing how long events took to read, in microseconds
 * @param embedding how long batches of texts took to embed
 * @param embeddingSizes how many distinct texts those batches had
 * @param latencies from the Kafka record's timestamp to Qdrant's acknowledgement
 */
public record RunMetrics(
    long read,
    long parsed,
    long deadLettered,
    long written,
    long deleted,
    long withoutEffect,
    long textsEmbedded,
    long cacheHits,
    long devicesLost,
    Busy busy,
    Map<LetterKind, Long> letters,
    StoreCalls storeCalls,
    Histogram parsing,
    Histogram embedding,
    Histogram embeddingSizes,
    Histogram latencies) {

  /** Nothing has happened yet. */
  public static final RunMetrics NONE =
      new RunMetrics(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          Busy.NEVER,
          Map.of(),
          StoreCalls.NONE,
          Histogram.NONE,
          Histogram.NONE,
          Histogram.NONE,
          Histogram.NONE);

  /** Percentiles in milliseconds, at most 10 % too high but never above the maximum. */
  public record Latency(long p50, long p95, long p99, long max) {}

  /** A pipeline's figures of now. */
  public static RunMetrics of(MetricResults results) {
    return new MetricTotals(results).toRunMetrics();
  }

  /** The figures of this pipeline and a later one of the same run. */
  public RunMetrics plus(RunMetrics other) {
    return new RunMetrics(
        read + other.read,
        parsed + other.parsed,
        deadLettered + other.deadLettered,
        written + other.written,
        deleted + other.deleted,
        withoutEffect + other.withoutEffect,
        textsEmbedded + other.textsEmbedded,
        cacheHits + other.cacheHits,
        devicesLost + other.devicesLost,
        busy.plus(other.busy),
        sum(letters, other.letters),
        storeCalls.plus(other.storeCalls),
        parsing.plus(other.parsing),
        embedding.plus(other.embedding),
        embeddingSizes.plus(other.embeddingSizes),
        latencies.plus(other.latencies));
  }

  private static Map<LetterKind, Long> sum(
      Map<LetterKind, Long> some, Map<LetterKind, Long> others) {
    Map<LetterKind, Long> sum = new HashMap<>(some);
    others.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    return sum;
  }

  /** Events whose fate is known. */
  public long finished() {
    return written + deleted + withoutEffect + deadLettered;
  }

  /** From the first event read to the last acknowledgement. */
  public Duration elapsed() {
    return busy.length();
  }

  /** From the Kafka record's timestamp to Qdrant's acknowledgement. */
  public Latency latency() {
    return new Latency(
        latencies.percentile(0.50),
        latencies.percentile(0.95),
        latencies.percentile(0.99),
        latencies.max());
  }

  /** The share of embedded events whose vector was there already; 0 if there are none. */
  public double cacheHitRate() {
    long embedded = textsEmbedded + cacheHits;
    return embedded == 0 ? 0 : (double) cacheHits / embedded;
  }

  /** Events written a second, over the time they took. */
  public double eventsPerSecond() {
    return elapsed().isZero() ? 0 : written * 1000.0 / elapsed().toMillis();
  }
}
