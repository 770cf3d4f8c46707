package io.vectorstream.serve;

import java.util.OptionalLong;

/**
 * How far a partition is.
 *
 * @param committed the offset that the consumer group has committed
 * @param end the offset behind the last record that can be read; nothing if it is not known yet
 */
public record PartitionProgress(String topic, int partition, long committed, OptionalLong end) {

  /** How many offsets are waiting. */
  public OptionalLong lag() {
    return end.isPresent()
        ? OptionalLong.of(Math.max(0, end.getAsLong() - committed))
        : OptionalLong.empty();
  }
}
