package io.vectorstream.tools.reconcile;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record, and what became of it.
 *
 * @param eventId the id of the event that it is, or that it deletes; null if it names none
 */
record CheckedRecord(
    ConsumerRecord<byte[], byte[]> record, Kind kind, @Nullable String eventId, Fate fate) {

  boolean isMissing() {
    return fate == Fate.MISSING;
  }
}
