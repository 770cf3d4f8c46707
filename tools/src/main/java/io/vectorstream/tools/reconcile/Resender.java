package io.vectorstream.tools.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.deadletter.DeadLetterHeaders;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Appends records to their partitions once more: key, value and headers as they are.
 *
 * <p>Behind them stand the headers {@link DeadLetterHeaders#TOPIC}, {@link
 * DeadLetterHeaders#PARTITION} and {@link DeadLetterHeaders#OFFSET} with the place the record was
 * read from. A dead letter keeps the headers of its record, so that one about the copy is found to
 * be about the original as well; and whoever else reads the topic can tell a copy from news. The
 * timestamp is that of sending: with the old one, retention could drop the copy before it is read.
 */
final class Resender implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Whatever the topic took once is to fit again. */
  private static final int LARGEST_REQUEST = 128 << 20;

  private final Producer<byte[], byte[]> producer;
  private final Positions sent = new Positions();

  Resender(KafkaConnection kafka) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_REQUEST,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            (long) LARGEST_REQUEST,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE.toMillis());
    producer = kafka.producer(settings);
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
        acknowledgements.add(producer.send(copy(record.record())));
      }
      producer.flush();
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

  private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), record.value(), record.headers());
    copy.headers()
        .add(DeadLetterHeaders.TOPIC, record.topic().getBytes(UTF_8))
        .add(DeadLetterHeaders.PARTITION, Integer.toString(record.partition()).getBytes(UTF_8))
        .add(DeadLetterHeaders.OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
    return copy;
  }

  private UserMistakeException refused(Throwable cause) {
    return new UserMistakeException(
        "Kafka took %s of the missing records and then failed: %s"
            .formatted(sent.size(), cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
