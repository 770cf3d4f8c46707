package io.vectorstream.pipeline.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What of the topics a pipeline reads.
 *
 * @param starts the offset of each partition's first record that is read, which the group has
 *     committed
 * @param limit up to where each partition is read
 * @param events after how many events it ends, wherever they lie, if there is no limit; 0 for never
 */
public record ReadRange(
    SourceTopics topics, Map<TopicPartition, Long> starts, ReadLimit limit, long events) {

  /** Whether all of it is finished. */
  boolean isFinished(OffsetTracker.Reached reached) {
    return limit.isReachedBy(reached.positions())
        || (limit.equals(ReadLimit.NONE) && events > 0 && reached.records() >= events);
  }
}
