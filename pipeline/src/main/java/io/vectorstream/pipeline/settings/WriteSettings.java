package io.vectorstream.pipeline.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How points are written.
 *
 * @param batchSize how many points a call carries at most
 * @param timeout how long a call to Qdrant may take
 * @param maxOutage how long a Qdrant that is away is waited for
 * @param versionField the field by which the newest event of an id wins; nothing if the last one
 *     does
 */
public record WriteSettings(
    int batchSize, Duration timeout, Duration maxOutage, Optional<String> versionField) {}
