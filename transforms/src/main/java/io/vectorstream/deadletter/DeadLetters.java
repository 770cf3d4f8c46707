package io.vectorstream.deadletter;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.shared.SerializableConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters in a Kafka topic, from which they can be replayed: key, value and headers of
 * the record as it was read, and headers that say what happened (see {@link DeadLetterHeaders}).
 *
 * <p>A bundle is done only when the brokers have acknowledged each of its letters. If the brokers
 * cannot be reached, it waits for them, five minutes at most. Then, or if they refuse a letter, the
 * bundle fails and the runner tries it again. If a record is too large for the topic, its letter
 * has no content and says where the record is. All that a worker process writes for equal settings
 * goes through one producer.
 *
 * <pre>{@code
 * letters.apply("DeadLetters", DeadLetters.to(KafkaConnection.of("localhost:9092"), "ecommerce-events.dlq"));
 * }</pre>
 */
public final class DeadLetters extends PTransform<PCollection<DeadLetter>, PDone> {

  private static final long serialVersionUID = 1L;

  /** Counts the letters that the brokers have acknowledged. */
  public static final MetricName EVENTS_DEAD_LETTERED =
      MetricName.named(DeadLetters.class, "events_dead_lettered");

  /** How long a bundle waits for brokers that cannot be reached. */
  private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);

  private static final int LARGEST_LETTER = 32 << 20;

  private final KafkaConnection kafka;
  private final SerializableFunction<String, String> topicOf;

  private final @Nullable SerializableConsumer<DeadLetter> acknowledged;

  private DeadLetters(
      KafkaConnection kafka,
      SerializableFunction<String, String> topicOf,
      @Nullable SerializableConsumer<DeadLetter> acknowledged) {
    this.kafka = kafka;
    this.topicOf = topicOf;
    this.acknowledged = acknowledged;
  }

  /**
   * Writes to a topic, which should exist.
   *
   * @param kafka where the topics are
   * @param topic the topic's name
   */
  public static DeadLetters to(KafkaConnection kafka, String topic) {
    checkArgument(!topic.isBlank(), "topic is blank");
    return to(kafka, source -> topic);
  }

  /**
   * Writes to topics, which should exist.
   *
   * @param kafka where the topics are
   * @param topicOf names the dead-letter topic for the topic that a record was read from
   */
  public static DeadLetters to(
      KafkaConnection kafka, SerializableFunction<String, String> topicOf) {
    return new DeadLetters(checkNotNull(kafka, "kafka"), checkNotNull(topicOf, "topicOf"), null);
  }

  /** Calls a function with each letter that the brokers have acknowledged, on the worker. */
  public DeadLetters withAcknowledged(SerializableConsumer<DeadLetter> acknowledged) {
    return new DeadLetters(kafka, topicOf, checkNotNull(acknowledged, "acknowledged"));
  }

  @Override
  public PDone expand(PCollection<DeadLetter> letters) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            // With more, a broker that has just become a partition's leader may take a later batch
            // first, and then refuses the earlier one until the producer gives it up.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            // The brokers decide how large a letter may be.
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_LETTER,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_OUTAGE.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) MAX_OUTAGE.toMillis());
    letters.apply(
        "Write",
        ParDo.of(
            new DeadLetterFn(topicOf, new KafkaProducerFactory(kafka, settings), acknowledged)));
    return PDone.in(letters.getPipeline());
  }
}
