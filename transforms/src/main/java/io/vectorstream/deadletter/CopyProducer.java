package io.vectorstream.deadletter;

import io.vectorstream.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to their partitions once more: key, value and headers as they are.
 *
 * <p>Behind them stand the headers {@link DeadLetterHeaders#TOPIC}, {@link
 * DeadLetterHeaders#PARTITION}, {@link DeadLetterHeaders#OFFSET} and {@link
 * DeadLetterHeaders#TIMESTAMP} with the place the record was read from. A dead letter keeps the
 * headers of its record, so that one about the copy is found to be about the original as well; the
 * pipeline takes the copy for as old as the original where it has seen a later record of the same
 * id; and whoever else reads the topic can tell a copy from news. The timestamp is that of sending:
 * with the old one, retention could drop the copy before it is read.
 */
public final class CopyProducer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Whatever the topic took once is to fit again. */
  private static final int LARGEST_REQUEST = 128 << 20;

  private final Producer<byte[], byte[]> producer;

  /**
   * A producer, which asks Kafka nothing yet.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   */
  public CopyProducer(KafkaConnection kafka) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            // As for dead letters: a broker that has just become the leader may mix them up.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_REQUEST,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            (long) LARGEST_REQUEST,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE.toMillis());
    producer = kafka.producer(settings);
  }

  /**
   * Sends a copy of a record to its topic and partition, which should exist. Copies for a partition
   * arrive in the order of these calls.
   *
   * @param place where the record stands, and its timestamp if that is known
   * @param headers those that the record has
   * @return where the copy stands, when Kafka has it
   * @throws org.apache.kafka.common.KafkaException if it cannot be sent
   */
  public Future<RecordMetadata> send(
      DatedPlace place, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(place.place().topic(), place.place().partition(), key, value, headers);
    PlaceHeaders.add(copy.headers(), place);
    return producer.send(copy);
  }

  /** Waits until Kafka has answered about each copy that was sent. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
