package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.qdrant.point.SourceOrder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which of the records about one event counts, as it does for those who write them. */
final class RecordOrder {

  private RecordOrder() {}

  /** Where a record stands among the others. */
  static SourceOrder of(ConsumerRecord<?, ?> record) {
    RecordPlace original = RecordPlaces.original(record).place();
    return new SourceOrder(
        original.topic(), original.partition(), original.offset(), record.timestamp());
  }
}
