package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.TopicSlice;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** A set of places in one topic. A million that lie close together take some hundred kilobytes. */
final class Positions {

  private final Map<Integer, Roaring64Bitmap> offsets = new HashMap<>();

  void add(int partition, long offset) {
    offsets.computeIfAbsent(partition, p -> new Roaring64Bitmap()).addLong(offset);
  }

  void remove(ConsumerRecord<?, ?> record) {
    Roaring64Bitmap ofPartition = offsets.get(record.partition());
    if (ofPartition != null) {
      ofPartition.removeLong(record.offset());
    }
  }

  boolean contains(ConsumerRecord<?, ?> record) {
    return contains(record.partition(), record.offset());
  }

  boolean contains(int partition, long offset) {
    Roaring64Bitmap ofPartition = offsets.get(partition);
    return ofPartition != null && ofPartition.contains(offset);
  }

  long size() {
    return offsets.values().stream().mapToLong(Roaring64Bitmap::getLongCardinality).sum();
  }

  /** The smallest range of the topic that has them all. */
  TopicSlice range(String topic) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    offsets.forEach(
        (partition, ofPartition) -> {
          if (!ofPartition.isEmpty()) {
            TopicPartition key = new TopicPartition(topic, partition);
            starts.put(key, ofPartition.first());
            ends.put(key, ofPartition.last() + 1);
          }
        });
    return new TopicSlice(starts, ends);
  }
}
