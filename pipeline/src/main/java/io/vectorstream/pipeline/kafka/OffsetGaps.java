package io.vectorstream.pipeline.kafka;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Asks Kafka whether offsets that were never read have records at all. Compaction, transactions and
 * retention leave offsets without any.
 */
final class OffsetGaps {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final String topic;

  OffsetGaps(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * The offset of a partition's first record from an offset on; nothing if Kafka shows none in a
   * few seconds.
   */
  OptionalLong firstRecord(int partition, long offset) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1),
            bytes,
            bytes)) {
      TopicPartition assigned = new TopicPartition(topic, partition);
      consumer.assign(List.of(assigned));
      consumer.seek(assigned, offset);
      Iterator<ConsumerRecord<byte[], byte[]>> records = consumer.poll(PATIENCE).iterator();
      return records.hasNext() ? OptionalLong.of(records.next().offset()) : OptionalLong.empty();
    }
  }
}
