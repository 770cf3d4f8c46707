package io.vectorstream.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A record's place in Kafka and its timestamp, which tells it from the record that another topic of
 * the same name has there.
 *
 * @param timestampMillis in milliseconds since the epoch, or null if it is not known
 */
public record DatedPlace(RecordPlace place, @Nullable Long timestampMillis) {}
