package io.vectorstream.pipeline.demo;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.kafka.TopicName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A topic, and how a producer writes to it.
 *
 * @param kafka where the topic is
 * @param compression how batches are compressed: lz4, gzip, snappy, zstd or none
 * @param acks what acknowledges a record: 0 nothing, 1 the leader, all every in-sync replica. With
 *     0 a lost record is not noticed
 */
public record KafkaDestination(
    KafkaConnection kafka, String topic, String compression, String acks) {

  /** The compression unless {@link #withCompression} says otherwise. */
  public static final String COMPRESSION_DEFAULT = "lz4";

  /** The acknowledgement unless {@link #withAcks} says otherwise. */
  public static final String ACKS_DEFAULT = "all";

  /** How long a broker may take to answer at all. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final List<String> COMPRESSIONS = List.of("lz4", "gzip", "snappy", "zstd", "none");
  private static final List<String> ACKS = List.of("0", "1", "all");

  /**
   * All of it.
   *
   * @throws IllegalArgumentException if a value is none that Kafka takes
   */
  public KafkaDestination {
    TopicName.parse(topic);
    requireOneOf("compression", COMPRESSIONS, compression);
    requireOneOf("acks", ACKS, acks);
  }

  /**
   * A topic with compression lz4 that all in-sync replicas acknowledge.
   *
   * @throws IllegalArgumentException if Kafka allows no such topic name
   */
  public static KafkaDestination of(KafkaConnection kafka, String topic) {
    return new KafkaDestination(kafka, topic, COMPRESSION_DEFAULT, ACKS_DEFAULT);
  }

  /**
   * The same, compressed another way. Default lz4.
   *
   * @throws IllegalArgumentException if Kafka does not know it
   */
  public KafkaDestination withCompression(String compression) {
    return new KafkaDestination(kafka, topic, compression, acks);
  }

  /**
   * The same, acknowledged another way. Default all.
   *
   * @throws IllegalArgumentException if Kafka does not know it
   */
  public KafkaDestination withAcks(String acks) {
    return new KafkaDestination(kafka, topic, compression, acks);
  }

  /** The producer's settings. */
  Map<String, Object> producerSettings() {
    return Map.of(
        ProducerConfig.CLIENT_ID_CONFIG,
        "vectorstream-generator",
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        compression,
        ProducerConfig.ACKS_CONFIG,
        acks,
        // Batches make the difference at high rates and delay nothing that a reader would notice.
        ProducerConfig.LINGER_MS_CONFIG,
        10,
        ProducerConfig.BATCH_SIZE_CONFIG,
        65_536,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        PATIENCE.toMillis(),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        20_000);
  }

  private static void requireOneOf(String what, List<String> allowed, String value) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          what + " must be one of " + String.join(", ", allowed) + ", was " + value);
    }
  }
}
