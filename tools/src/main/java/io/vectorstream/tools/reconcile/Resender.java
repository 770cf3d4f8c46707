package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.CopyBatch;
import io.vectorstream.deadletter.CopyBatch.Original;
import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.tools.command.LeftRecords;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends records to their topic again, as {@link CopyProducer} does: each of them once, however many
 * copies of it are missing too, and not while the pipeline has yet to take a copy. Otherwise there
 * would be twice as many with each repair.
 */
final class Resender implements CopyBatch.Visitor<CheckedRecord>, AutoCloseable {

  private final CopyProducer copies;
  private final CopyBatch<CheckedRecord> batch;
  private final LeftRecords left;
  private final RecordSet copiedBefore = new RecordSet();
  private final RecordSet copied = new RecordSet();
  private final Positions sent = new Positions();
  private long waiting;

  /**
   * Asks Kafka nothing yet.
   *
   * @param left gets the records that Kafka does not take
   * @throws KafkaException if Kafka's client does not take the addresses or the properties
   */
  Resender(KafkaConnection kafka, LeftRecords left) {
    this.left = left;
    copies = new CopyProducer(kafka);
    batch = new CopyBatch<>(copies);
  }

  /** Remembers the copies among records that the pipeline has yet to take. */
  void remember(List<ConsumerRecord<byte[], byte[]>> untaken) {
    for (ConsumerRecord<byte[], byte[]> record : untaken) {
      DatedPlace original = RecordPlaces.original(record);
      if (!original.equals(RecordPlaces.of(record))) {
        copiedBefore.add(original);
      }
    }
  }

  /**
   * Sends records, in their order, and waits until Kafka has answered about each.
   *
   * @throws KafkaException if it does not take one, and that is not this record's fault
   */
  void send(List<CheckedRecord> records) throws InterruptedException {
    for (CheckedRecord record : records) {
      DatedPlace original = RecordPlaces.original(record.record());
      if (copiedBefore.contains(original)) {
        waiting++;
      } else if (!copied.contains(original)) {
        copied.add(original);
        batch.add(record, whole(record.record()));
      }
      if (batch.isFull()) {
        batch.settle(this);
      }
    }
    batch.settle(this);
  }

  private static Original whole(ConsumerRecord<byte[], byte[]> record) {
    return new Original(RecordPlaces.of(record), record.key(), record.value(), record.headers());
  }

  @Override
  public void sent(CheckedRecord record, RecordPlace copy) {
    sent.add(copy.partition(), copy.offset());
  }

  @Override
  public void left(CheckedRecord record, String obstacle) {
    left.add(record.record().partition(), record.record().offset(), obstacle);
  }

  /** Where the copies stand. */
  Positions sent() {
    return sent;
  }

  /** How many records were not sent, since the pipeline has yet to take a copy of them. */
  long waiting() {
    return waiting;
  }

  @Override
  public void close() {
    copies.close();
  }
}
