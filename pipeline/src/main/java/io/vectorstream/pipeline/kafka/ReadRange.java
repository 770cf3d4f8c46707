package io.vectorstream.pipeline.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a topic a pipeline reads.
 *
 * @param starts the offset of each partition's first record that is read
 * @param limit up to where each partition is read
 * @param events after how many events it ends; 0 for never
 */
public record ReadRange(Map<TopicPartition, Long> starts, ReadLimit limit, long events) {

  /** What is left of it for who goes on from later offsets. */
  public ReadRange from(Map<TopicPartition, Long> offsets) {
    if (events == 0) {
      return new ReadRange(offsets, limit, 0);
    }
    long done =
        offsets.entrySet().stream()
            .mapToLong(
                offset ->
                    offset.getValue() - starts.getOrDefault(offset.getKey(), offset.getValue()))
            .sum();
    return new ReadRange(offsets, limit, Math.max(1, events - done));
  }
}
