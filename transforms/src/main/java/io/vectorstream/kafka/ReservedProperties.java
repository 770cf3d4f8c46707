package io.vectorstream.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties that delivery depends on, so that no file may set them. */
final class ReservedProperties {

  private static final String BYTES =
      "records are read and written as the bytes that they are, whatever they hold";

  private static final String ASSIGNMENT =
      "the runner decides which worker reads which partition, and the group's members do not";

  private static final String COMMITS =
      "an offset is committed when its record is stored, and not before";

  private static final String ACKS =
      "a record counts as written when all in-sync replicas have it, so that only all will do";

  private static final String IDEMPOTENCE =
      "a producer has to write no record twice, so that only true will do";

  /** By name, why it is reserved. */
  private static final Map<String, String> REASONS = new HashMap<>();

  /** By name, the values that say what is done anyway. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          ProducerConfig.ACKS_CONFIG, Set.of("all", "-1"),
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Set.of("true"),
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, Set.of("1", "2", "3", "4", "5"));

  static {
    REASONS.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        "the brokers are named by --bootstrapServers");
    REASONS.put(ConsumerConfig.GROUP_ID_CONFIG, "the consumer group is named by --groupId");
    REASONS.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "where reading starts is said by --startFrom");
    REASONS.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, COMMITS);
    REASONS.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "what a transaction has not committed is never read");
    REASONS.put(
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        "a topic that does not exist is waited for, and reading does not create it");
    REASONS.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, ASSIGNMENT);
    REASONS.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, ASSIGNMENT);
    REASONS.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, ASSIGNMENT);
    REASONS.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BYTES);
    REASONS.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BYTES);
    REASONS.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, BYTES);
    REASONS.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, BYTES);
    REASONS.put(
        AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
        "the brokers are named by --bootstrapServers");
    REASONS.put(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, COMMITS);
    REASONS.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "nothing is written in transactions");
    REASONS.put(ProducerConfig.ACKS_CONFIG, ACKS);
    REASONS.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, IDEMPOTENCE);
    REASONS.put(
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
        "a producer that has more than 5 under way may write a record twice");
    REASONS.put(
        ProducerConfig.RETRIES_CONFIG,
        "a record that Kafka has not taken is sent again until delivery.timeout.ms is over");
  }

  private ReservedProperties() {}

  /** Why a property cannot have a value in a file; nothing if it can. */
  static Optional<String> refusal(String name, String value) {
    return HARMLESS.getOrDefault(name, Set.of()).contains(value.strip().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.ofNullable(REASONS.get(name));
  }
}
