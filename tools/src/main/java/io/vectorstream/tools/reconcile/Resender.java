package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends records to their topic again, as {@link CopyProducer} does. */
final class Resender implements AutoCloseable {

  private final CopyProducer copies;
  private final Positions sent = new Positions();

  Resender(KafkaConnection kafka) {
    copies = new CopyProducer(kafka);
  }

  /**
   * Sends records, in their order, and waits until Kafka has them.
   *
   * @throws UserMistakeException if it does not take one of them
   */
  void send(List<CheckedRecord> records) throws InterruptedException {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    try {
      for (CheckedRecord record : records) {
        acknowledgements.add(copy(record.record()));
      }
      copies.flush();
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        RecordMetadata metadata = acknowledgement.get();
        sent.add(metadata.partition(), metadata.offset());
      }
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /** Where the copies stand. */
  Positions sent() {
    return sent;
  }

  private Future<RecordMetadata> copy(ConsumerRecord<byte[], byte[]> record) {
    return copies.send(RecordPlaces.of(record), record.key(), record.value(), record.headers());
  }

  private UserMistakeException refused(Throwable cause) {
    return new UserMistakeException(
        "Kafka took %s of the missing records and then failed: %s"
            .formatted(sent.size(), cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    copies.close();
  }
}
