package io.vectorstream.pipeline.kafka;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to which offset each partition is read.
 *
 * @param stopOffsets by partition, the first offset that is not read any more; without limit for
 *     partitions that are not named
 */
public record ReadLimit(HashMap<TopicPartition, Long> stopOffsets) implements Serializable {

  /** Everything is read. */
  public static final ReadLimit NONE = new ReadLimit(new HashMap<>());

  /** Walks through the records of partitions. */
  @FunctionalInterface
  interface Steps {

    /**
     * Passes over records.
     *
     * @param from where the first step begins
     * @param wanted how many records
     * @param end where it ends at the latest
     */
    Step forward(TopicPartition partition, long from, long wanted, long end);
  }

  /**
   * How far it went.
   *
   * @param records how many records it passed over; fewer than wanted if it is at the end
   * @param offset behind the last of them
   */
  record Step(long records, long offset) {}

  /**
   * The limit that lets a number of events through, or {@link #NONE} if there are fewer. It takes
   * an equal share of each partition, and from the longer ones what the shorter lack.
   *
   * @param starts the offset of each partition's first event that is read
   * @param ends the offset behind each partition's last event
   * @param steps counts records, which are fewer than offsets where a topic is compacted or written
   *     in transactions
   */
  static ReadLimit ofEvents(
      long maxEvents,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Steps steps) {
    HashMap<TopicPartition, Long> stops = new HashMap<>(starts);
    Map<TopicPartition, Long> open = new HashMap<>(ends);
    long missing = maxEvents;
    while (missing > 0) {
      if (open.isEmpty()) {
        return NONE;
      }
      long share = Math.max(1, missing / open.size());
      for (TopicPartition partition : List.copyOf(open.keySet())) {
        long wanted = Math.min(share, missing);
        if (wanted == 0) {
          break;
        }
        Step step = steps.forward(partition, stops.get(partition), wanted, ends.get(partition));
        stops.put(partition, step.offset());
        missing -= step.records();
        if (step.records() < wanted) {
          open.remove(partition);
        }
      }
    }
    return new ReadLimit(stops);
  }

  /** Whether an offset lies before the limit. */
  boolean includes(TopicPartition partition, long offset) {
    return offset < stopOf(partition);
  }

  /** The first offset of a partition that is not read. */
  long stopOf(TopicPartition partition) {
    return stopOffsets.getOrDefault(partition, Long.MAX_VALUE);
  }

  /** Whether all is read that the limit lets in; never if there is none. */
  boolean isReachedBy(Map<TopicPartition, Long> positions) {
    return !stopOffsets.isEmpty()
        && stopOffsets.entrySet().stream()
            .allMatch(stop -> positions.getOrDefault(stop.getKey(), 0L) >= stop.getValue());
  }
}
