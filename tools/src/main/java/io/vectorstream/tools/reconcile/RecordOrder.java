package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.qdrant.point.SourceOrder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which of two records about one event counts, as it does for those who write them. */
final class RecordOrder {

  private RecordOrder() {}

  /** Whether the first record is later than the second, both being events or both tombstones. */
  static boolean isAfter(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
    return order(one).isLaterThan(order(other));
  }

  /** Whether a tombstone takes away the point of an event. */
  static boolean deletes(ConsumerRecord<?, ?> tombstone, ConsumerRecord<?, ?> event) {
    return order(tombstone).deletes(order(event));
  }

  private static SourceOrder order(ConsumerRecord<?, ?> record) {
    RecordPlace original = RecordPlaces.original(record).place();
    return new SourceOrder(
        original.topic(), original.partition(), original.offset(), record.timestamp());
  }
}
