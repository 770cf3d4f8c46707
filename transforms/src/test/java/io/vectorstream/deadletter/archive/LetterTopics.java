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
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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

  /** With settings of the events' topic, by Kafka's names. */
  LetterTopics(EmbeddedKafka broker, Map<String, String> settings) throws Exception {
    kafka = KafkaConnection.of(broker.bootstrapServers());
    try (Admin admin = kafka.admin(Map.of())) {
      NewTopic events = new NewTopic(topic, PARTITIONS, (short) 1).configs(settings);
      admin.createTopics(List.of(events)).all().get();
    }
    // Waits until it is there.
    broker.createTopic(topic, PARTITIONS);
    broker.createTopic(letters, PARTITIONS);
    // With several requests under way, one that comes before the new topic's leader knows that it
    // leads lets those behind it overtake it, and is refused for ever.
    producer =
        kafka.producer(
            Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                64 << 20,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1));
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

  /** Sends records together, and waits until they are there. */
  void sendAll(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    for (Future<RecordMetadata> sent : records.stream().map(producer::send).toList()) {
      sent.get();
    }
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
