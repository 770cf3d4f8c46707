package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.LogLines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaTopicsIT {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  private KafkaTopics topics;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(folder);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void open() {
    topics = new KafkaTopics(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void waitsForATopicUntilSomebodyCreatesIt() throws Exception {
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    CountDownLatch waiting = new CountDownLatch(1);
    Future<Integer> partitions =
        waiter.submit(
            () -> {
              waiting.countDown();
              return topics.await("late");
            });
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(partitions.isDone()).isFalse();

    kafka.createTopic("late", 3);

    assertThat(partitions.get(30, TimeUnit.SECONDS)).isEqualTo(3);
    waiter.shutdown();
  }

  @Test
  void createsATopicOnce() throws Exception {
    topics.createIfMissing("mine", 2);
    topics.createIfMissing("mine", 5);

    assertThat(topics.await("mine")).isEqualTo(2);
  }

  @Test
  void findsWhereToStart() throws Exception {
    kafka.createTopic("starts", 3);
    TopicPartition empty = new TopicPartition("starts", 0);
    TopicPartition before = new TopicPartition("starts", 1);
    TopicPartition across = new TopicPartition("starts", 2);
    send(before, NOON.minusSeconds(60), NOON.minusSeconds(1));
    send(across, NOON.minusSeconds(60), NOON.minusSeconds(1), NOON, NOON.plusSeconds(5));

    assertThat(startOffsets("earliest")).isEqualTo(Map.of(empty, 0L, before, 0L, across, 0L));
    assertThat(startOffsets("latest")).isEqualTo(Map.of(empty, 0L, before, 2L, across, 4L));
    assertThat(startOffsets("2026-01-31T15:00:00+03:00"))
        .isEqualTo(Map.of(empty, 0L, before, 2L, across, 2L));
  }

  @Test
  void goesOnWhereAGroupLeftOff() throws Exception {
    kafka.createTopic("again", 4);
    TopicPartition never = new TopicPartition("again", 0);
    TopicPartition some = new TopicPartition("again", 1);
    TopicPartition all = new TopicPartition("again", 2);
    TopicPartition beyond = new TopicPartition("again", 3);
    for (TopicPartition partition : List.of(never, some, all, beyond)) {
      send(partition, NOON, NOON, NOON);
    }
    topics.setGroupOffsets("again", Map.of(some, 2L, all, 3L, beyond, 9L));

    assertThat(topics.startOffsets("again", StartPosition.parse("committed"), "again"))
        .as("a topic that ends before the offset is a new one")
        .isEqualTo(Map.of(never, 0L, some, 2L, all, 3L, beyond, 0L));
    assertThat(topics.startOffsets("again", StartPosition.parse("committed"), "new group"))
        .isEqualTo(Map.of(never, 0L, some, 0L, all, 0L, beyond, 0L));
    assertThat(topics.startOffsets("again", StartPosition.parse("earliest"), "again"))
        .isEqualTo(Map.of(never, 0L, some, 0L, all, 0L, beyond, 0L));
  }

  @Test
  void goesOnBehindWhatKafkaHasDeleted() throws Exception {
    kafka.createTopic("short", 1);
    TopicPartition partition = new TopicPartition("short", 0);
    send(partition, NOON, NOON, NOON);
    topics.setGroupOffsets("short", Map.of(partition, 1L));
    try (Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        LogLines log = LogLines.of(KafkaTopics.class)) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();

      assertThat(topics.startOffsets("short", StartPosition.parse("committed"), "short"))
          .isEqualTo(Map.of(partition, 2L));
      assertThat(log.lines())
          .containsExactly("WARN short-0: Kafka has deleted 1 offsets before they were read");
    }
  }

  @Test
  void movesAConsumerGroup() throws Exception {
    kafka.createTopic("group", 1);
    TopicPartition partition = new TopicPartition("group", 0);
    send(partition, NOON, NOON, NOON);

    topics.setGroupOffsets("readers", Map.of(partition, 2L));

    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      assertThat(admin.listConsumerGroupOffsets("readers").partitionsToOffsetAndMetadata().get())
          .isEqualTo(Map.of(partition, new OffsetAndMetadata(2)));
    }
  }

  @Test
  void aStartThatIsNeitherWordNorTimeIsRefused() {
    for (String wrong : List.of("", "now", "2026-01-31", "2026-01-31T12:00:00")) {
      assertThatThrownBy(() -> StartPosition.parse(wrong))
          .hasMessageStartingWith("--startFrom has to be")
          .hasMessageEndingWith("it is \"" + wrong + "\"");
    }
  }

  private static Map<TopicPartition, Long> startOffsets(String start) throws Exception {
    try (KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers())) {
      return topics.startOffsets("starts", StartPosition.parse(start), "group");
    }
  }

  private static void send(TopicPartition partition, Instant... times) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            bytes,
            bytes)) {
      for (Instant time : times) {
        producer
            .send(
                new ProducerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    time.toEpochMilli(),
                    null,
                    new byte[] {1}))
            .get();
      }
    }
  }
}
