package io.vectorstream.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A part of a topic.
 *
 * @param starts the offset of each partition's first record
 * @param ends the offset behind each partition's last record; the partitions are the same
 */
public record TopicSlice(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

  /**
   * A part between these offsets.
   *
   * @throws IllegalArgumentException if starts and ends are of different partitions
   */
  public TopicSlice {
    starts = Map.copyOf(starts);
    ends = Map.copyOf(ends);
    if (!starts.keySet().equals(ends.keySet())) {
      throw new IllegalArgumentException("starts and ends are of different partitions");
    }
  }

  /** How many offsets it has; some of them may have no record. */
  public long size() {
    return starts.entrySet().stream()
        .mapToLong(start -> Math.max(0, ends.get(start.getKey()) - start.getValue()))
        .sum();
  }

  /** The part of this range that ends where another one of the same topic does, or before. */
  public TopicSlice upToEndOf(TopicSlice other) {
    Map<TopicPartition, Long> cut = new HashMap<>(ends);
    cut.replaceAll((partition, end) -> Math.min(end, other.ends.getOrDefault(partition, end)));
    return new TopicSlice(starts, cut);
  }
}
