package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.deadletter.RecordPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Records that are sent together. */
final class CopyBatch {

  private static final long MOST_BYTES = 16 << 20;

  private final CopyProducer copies;
  private final List<Sending> sendings = new ArrayList<>();
  private long bytes;

  CopyBatch(CopyProducer copies) {
    this.copies = copies;
  }

  private record Sending(OriginalRecord record, Future<RecordMetadata> acknowledgement) {}

  /** Sends a record. */
  void add(OriginalRecord record) {
    sendings.add(new Sending(record, send(record)));
    bytes += record.size();
  }

  /** Whether it has enough records to hold in memory. */
  boolean isFull() {
    return bytes >= MOST_BYTES;
  }

  /**
   * Waits until Kafka has said of each record whether it takes it.
   *
   * @param visitor told of each
   * @throws KafkaException if it does not take one, and that is not this record's fault
   */
  void settle(Consumer<ReplayOutcome> visitor) throws InterruptedException {
    copies.flush();
    for (Sending sending : sendings) {
      visitor.accept(settle(sending));
    }
    sendings.clear();
    bytes = 0;
  }

  private ReplayOutcome settle(Sending sending) throws InterruptedException {
    OriginalRecord record = sending.record();
    try {
      return await(sending);
    } catch (RefusedException batch) {
      // Kafka refuses a batch for one of its records: alone, the others are taken.
      try {
        return await(new Sending(record, send(record)));
      } catch (RefusedException alone) {
        return ReplayOutcome.left(
            record.letter(), "Kafka does not take its record: " + alone.getMessage());
      }
    }
  }

  private Future<RecordMetadata> send(OriginalRecord record) {
    return copies.send(record.place(), record.key(), record.value(), record.headers());
  }

  private static ReplayOutcome await(Sending sending)
      throws RefusedException, InterruptedException {
    try {
      RecordMetadata metadata = sending.acknowledgement().get();
      return ReplayOutcome.sent(
          sending.record().letter(),
          new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset()));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (isOfRecord(cause)) {
        throw new RefusedException(cause);
      }
      throw cause instanceof KafkaException failure ? failure : new KafkaException(cause);
    }
  }

  /** For the neighbours of a record that it refuses Kafka's client has no class of its own. */
  private static boolean isOfRecord(Throwable cause) {
    return cause instanceof RecordTooLargeException
        || cause instanceof InvalidRecordException
        || cause.getClass() == KafkaException.class;
  }

  /** Kafka does not take a record for what it is, or for what its neighbours in a batch are. */
  private static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
