package io.vectorstream.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers that wait for the broker however often it dies, as long as it comes back. */
final class Producers {

  private static final Duration MAX_OUTAGE = Duration.ofMinutes(10);

  private Producers() {}

  static Producer<byte[], byte[]> connect(String bootstrapServers) {
    return new KafkaProducer<>(
        settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A producer that sends in transactions, ready for the first one. */
  static Producer<byte[], byte[]> connect(String bootstrapServers, String transactionalId) {
    Map<String, Object> settings = settings(bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return new HashMap<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Math.toIntExact(MAX_OUTAGE.toMillis()),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_OUTAGE.toMillis(),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000));
  }
}
