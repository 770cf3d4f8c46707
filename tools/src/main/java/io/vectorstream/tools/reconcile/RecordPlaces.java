package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.PlaceHeaders;
import io.vectorstream.deadletter.RecordPlace;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records stand, and where they stood first. */
final class RecordPlaces {

  private RecordPlaces() {}

  /** Where a record stands. */
  static DatedPlace of(ConsumerRecord<?, ?> record) {
    return new DatedPlace(
        new RecordPlace(record.topic(), record.partition(), record.offset()), record.timestamp());
  }

  /** Where the record stands that a record is a copy of; the record itself if it is none. */
  static DatedPlace original(ConsumerRecord<?, ?> record) {
    return of(record).original(PlaceHeaders.read(record.headers()));
  }
}
