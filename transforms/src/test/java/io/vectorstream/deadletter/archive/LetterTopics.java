package io.vectorstream.deadletter.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A topic and that of its dead letters, which a test fills in the pipeline's place. */
final class LetterTopics implements AutoCloseable {

  static final int PARTITIONS = 3;
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  final String topic = "events-" + UUID.randomUUID();
  final String letters = topic + ".dlq";
  final KafkaConnection kafka;
  final Producer<byte[], byte[]> producer;

  LetterTopics(EmbeddedKafka broker) {
    kafka = KafkaConnection.of(broker.bootstrapServers());
    broker.createTopic(topic, PARTITIONS);
    broker.createTopic(letters, PARTITIONS);
    producer = kafka.producer(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20));
  }

  /** What a pipeline writes of a record that it cannot use. */
  Headers headersOfLetter(String stage, String reason, int partition, long offset) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("vectorstream.stage", stage.getBytes(UTF_8));
    headers.add("vectorstream.reason", reason.getBytes(UTF_8));
    headers.add("vectorstream.topic", topic.getBytes(UTF_8));
    headers.add("vectorstream.partition", Integer.toString(partition).getBytes(UTF_8));
    headers.add("vectorstream.offset", Long.toString(offset).getBytes(UTF_8));
    headers.add("vectorstream.timestamp", Long.toString(NOON.toEpochMilli()).getBytes(UTF_8));
    return headers;
  }

  /** A letter of a partition, written so many seconds after noon. */
  ProducerRecord<byte[], byte[]> letter(
      int partition, long second, String value, Iterable<Header> headers) {
    return new ProducerRecord<>(
        letters,
        partition,
        NOON.plusSeconds(second).toEpochMilli(),
        null,
        value == null ? null : value.getBytes(UTF_8),
        headers);
  }

  RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get();
  }

  /** All records of the events' topic. */
  List<ConsumerRecord<byte[], byte[]>> events() throws InterruptedException {
    try (SliceReader reader = new SliceReader(kafka, topic, Map.of())) {
      List<TopicPartition> partitions = reader.partitions();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      reader.read(
          new TopicSlice(reader.beginnings(partitions), reader.ends(partitions)),
          records::addAll,
          progress -> {});
      return records;
    }
  }

  void set(String topic, String name, String value) throws Exception {
    try (Admin admin = kafka.admin(Map.of())) {
      AlterConfigOp change =
          new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
          .all()
          .get();
    }
  }

  /** Deletes what stands before an offset, as retention does. */
  void deleteBefore(String topic, int partition, long offset) throws Exception {
    try (Admin admin = kafka.admin(Map.of())) {
      Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
      before.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset));
      admin.deleteRecords(before).all().get();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
