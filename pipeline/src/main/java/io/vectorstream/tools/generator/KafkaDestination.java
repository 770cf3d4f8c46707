package io.vectorstream.tools.generator;

import com.google.auto.value.AutoValue;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.kafka.TopicName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A topic, and how a producer writes to it. */
@AutoValue
public abstract class KafkaDestination {

  /** The compression unless {@link #withCompression} says otherwise. */
  public static final String COMPRESSION_DEFAULT = "lz4";

  /** The acknowledgement unless {@link #withAcks} says otherwise. */
  public static final String ACKS_DEFAULT = "all";

  /** What {@link #withCompression} takes. */
  static final List<String> COMPRESSIONS = List.of("lz4", "gzip", "snappy", "zstd", "none");

  /** What {@link #withAcks} takes. */
  static final List<String> ACKS = List.of("0", "1", "all");

  /** How long a broker may take to answer at all. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * A topic with compression lz4 that all in-sync replicas acknowledge.
   *
   * @param kafka where the topic is
   * @throws IllegalArgumentException if Kafka allows no such topic name
   */
  public static KafkaDestination of(KafkaConnection kafka, String topic) {
    return new AutoValue_KafkaDestination(
        kafka, TopicName.parse(topic), COMPRESSION_DEFAULT, ACKS_DEFAULT);
  }

  /** Where the topic is. */
  public abstract KafkaConnection kafka();

  /** The topic's name. */
  public abstract String topic();

  /** How batches are compressed. */
  public abstract String compression();

  /** What a record needs to be acknowledged. */
  public abstract String acks();

  /**
   * Sets how batches are compressed. Default lz4.
   *
   * @throws IllegalArgumentException if it is not lz4, gzip, snappy, zstd or none
   */
  public KafkaDestination withCompression(String compression) {
    return new AutoValue_KafkaDestination(
        kafka(), topic(), oneOf("compression", COMPRESSIONS, compression), acks());
  }

  /**
   * Sets what a record needs to be acknowledged: 0 nothing, 1 the leader, all every in-sync
   * replica. Default all. With 0 a lost record is not noticed.
   *
   * @throws IllegalArgumentException if it is not 0, 1 or all
   */
  public KafkaDestination withAcks(String acks) {
    return new AutoValue_KafkaDestination(
        kafka(), topic(), compression(), oneOf("acks", ACKS, acks));
  }

  /** The producer's settings. */
  Map<String, Object> producerSettings() {
    return Map.of(
        ProducerConfig.CLIENT_ID_CONFIG,
        "vectorstream-generator",
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        compression(),
        ProducerConfig.ACKS_CONFIG,
        acks(),
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

  private static String oneOf(String what, List<String> allowed, String value) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          what + " must be one of " + String.join(", ", allowed) + ", was " + value);
    }
    return value;
  }
}
