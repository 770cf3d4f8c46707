package io.vectorstream.pipeline.kafka;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to which offset each partition of a topic is read.
 *
 * @param stopOffsets by partition, the first offset that is not read any more; without limit for
 *     partitions that are not named
 */
public record ReadLimit(HashMap<Integer, Long> stopOffsets) implements Serializable {

  /** Everything is read. */
  public static final ReadLimit NONE = new ReadLimit(new HashMap<>());

  /**
   * The limit that lets a number of events through, or {@link #NONE} if there are fewer. It takes
   * an equal share of each partition, and from the longer ones what the shorter lack.
   *
   * @param starts the offset of each partition's first event that is read
   * @param ends the offset behind each partition's last event
   */
  public static ReadLimit ofEvents(
      long maxEvents, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    HashMap<Integer, Long> stops = new HashMap<>();
    starts.forEach((partition, offset) -> stops.put(partition.partition(), offset));
    long missing = maxEvents;
    while (missing > 0) {
      Map<TopicPartition, Long> open = new HashMap<>(ends);
      open.entrySet().removeIf(end -> stops.get(end.getKey().partition()) >= end.getValue());
      if (open.isEmpty()) {
        return NONE;
      }
      long share = Math.max(1, missing / open.size());
      for (Map.Entry<TopicPartition, Long> end : open.entrySet()) {
        long stop = stops.get(end.getKey().partition());
        long taken = Math.min(Math.min(share, missing), end.getValue() - stop);
        stops.put(end.getKey().partition(), stop + taken);
        missing -= taken;
      }
    }
    return new ReadLimit(stops);
  }

  boolean includes(int partition, long offset) {
    Long stop = stopOffsets.get(partition);
    return stop == null || offset < stop;
  }
}
