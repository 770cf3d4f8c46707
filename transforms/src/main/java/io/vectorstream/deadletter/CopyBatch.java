package io.vectorstream.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Copies that are sent together. One that Kafka refuses keeps no other back. Used by one thread.
 *
 * @param <T> what a copy is sent for
 */
public final class CopyBatch<T> {

  private static final long MOST_BYTES = 16 << 20;

  private final CopyProducer copies;
  private final List<Sending<T>> sendings = new ArrayList<>();
  private long bytes;

  /** A batch of none, whose copies go through a producer that stays open. */
  public CopyBatch(CopyProducer copies) {
    this.copies = copies;
  }

  /** A record to copy, in the words of {@link CopyProducer#send}. */
  public record Original(
      DatedPlace place, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {

    private long size() {
      return length(key) + length(value);
    }

    private static long length(byte @Nullable [] bytes) {
      return bytes == null ? 0 : bytes.length;
    }
  }

  /** Is told what became of each copy. */
  public interface Visitor<T> {
    /** Kafka has it. */
    void sent(T reason, RecordPlace copy);

    /** Kafka does not take it, alone either; why, in one sentence. */
    void left(T reason, String obstacle);
  }

  private record Sending<T>(T reason, Original original, Future<RecordMetadata> acknowledgement) {}

  /**
   * Sends a copy.
   *
   * @throws KafkaException if it cannot be sent, and that is not this record's fault
   */
  public void add(T reason, Original original) {
    sendings.add(new Sending<>(reason, original, send(original)));
    bytes += original.size();
  }

  /** Whether it has enough records to hold in memory. */
  public boolean isFull() {
    return bytes >= MOST_BYTES;
  }

  /**
   * Waits until Kafka has said of each copy whether it takes it, and begins another batch.
   *
   * @throws KafkaException if it does not take one, and that is not this record's fault
   */
  public void settle(Visitor<T> visitor) throws InterruptedException {
    copies.flush();
    for (Sending<T> sending : sendings) {
      settle(sending, visitor);
    }
    sendings.clear();
    bytes = 0;
  }

  private void settle(Sending<T> sending, Visitor<T> visitor) throws InterruptedException {
    RecordPlace copy;
    try {
      copy = await(sending.acknowledgement());
    } catch (RefusedException batch) {
      // Kafka refuses a batch for one of its records: alone, the others are taken.
      try {
        copy = await(send(sending.original()));
      } catch (RefusedException alone) {
        visitor.left(sending.reason(), "Kafka does not take its record: " + alone.getMessage());
        return;
      }
    }
    visitor.sent(sending.reason(), copy);
  }

  private Future<RecordMetadata> send(Original original) {
    return copies.send(original.place(), original.key(), original.value(), original.headers());
  }

  private static RecordPlace await(Future<RecordMetadata> acknowledgement)
      throws RefusedException, InterruptedException {
    try {
      RecordMetadata metadata = acknowledgement.get();
      return new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset());
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
