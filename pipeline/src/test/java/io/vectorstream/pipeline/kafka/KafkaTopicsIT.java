package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.LogLines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.common.Uuid;
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
    topics = new KafkaTopics(KafkaConnection.of(kafka.bootstrapServers()));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void waitsForATopicUntilSomebodyCreatesIt() throws Exception {
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    CountDownLatch waiting = new CountDownLatch(1);
    Future<Optional<SourceTopics>> found =
        waiter.submit(
            () -> {
              waiting.countDown();
              return topics.await(List.of("early", "late"), () -> false);
            });
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    kafka.createTopic("early", 1);
    assertThat(found.isDone()).isFalse();

    kafka.createTopic("late", 3);

    SourceTopics both = found.get(30, TimeUnit.SECONDS).orElseThrow();
    assertThat(both.partitionsOf("early")).isEqualTo(1);
    assertThat(both.partitionsOf("late")).isEqualTo(3);
    waiter.shutdown();
  }

  @Test
  void givesUpWaitingWhenAskedTo() throws Exception {
    assertThat(topics.await(List.of("never"), () -> true)).isEmpty();
  }

  @Test
  void createsATopicOnce() throws Exception {
    topics.createIfMissing("mine", 2);
    topics.createIfMissing("mine", 5);

    assertThat(find("mine").partitionsOf("mine")).isEqualTo(2);
  }

  @Test
  void takesATopicForWritableUnlessKafkaSaysOtherwise() throws Exception {
    kafka.createTopic("without-acls", 1);

    topics.requireWritable("without-acls");
    topics.requireWritable("not-there-yet");
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
    SourceTopics again = find("again");
    topics.setGroupOffsets("again", Map.of(some, 2L, all, 3L, beyond, 9L), again);

    assertThat(topics.startOffsets(again, StartPosition.parse("committed"), "again"))
        .as("a topic that ends before the offset is a new one")
        .isEqualTo(Map.of(never, 0L, some, 2L, all, 3L, beyond, 0L));
    assertThat(topics.startOffsets(again, StartPosition.parse("committed"), "new group"))
        .isEqualTo(Map.of(never, 0L, some, 0L, all, 0L, beyond, 0L));
    assertThat(topics.startOffsets(again, StartPosition.parse("earliest"), "again"))
        .isEqualTo(Map.of(never, 0L, some, 0L, all, 0L, beyond, 0L));
  }

  @Test
  void goesOnBehindWhatKafkaHasDeleted() throws Exception {
    kafka.createTopic("short", 1);
    TopicPartition partition = new TopicPartition("short", 0);
    send(partition, NOON, NOON, NOON);
    topics.setGroupOffsets("short", Map.of(partition, 1L), find("short"));
    try (Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        LogLines log = LogLines.of(KafkaTopics.class)) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();

      assertThat(topics.startOffsets(find("short"), StartPosition.parse("committed"), "short"))
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

    SourceTopics topic = find("group");
    topics.setGroupOffsets("readers", Map.of(partition, 2L), topic);

    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      assertThat(admin.listConsumerGroupOffsets("readers").partitionsToOffsetAndMetadata().get())
          .isEqualTo(
              Map.of(partition, new OffsetAndMetadata(2, "topicId=" + topic.ids().get("group"))));
    }
  }

  @Test
  void anOffsetOfADeletedTopicMeansNothingInTheNextOfThatName() throws Exception {
    kafka.createTopic("reborn", 1);
    TopicPartition partition = new TopicPartition("reborn", 0);
    send(partition, NOON, NOON);
    topics.setGroupOffsets("reborn", Map.of(partition, 2L), find("reborn"));
    SourceTopics before = find("reborn");
    try (Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        LogLines log = LogLines.of(KafkaTopics.class)) {
      admin.deleteTopics(List.of("reborn")).all().get();
      kafka.createTopic("reborn", 1);
      send(partition, NOON, NOON, NOON);
      // Kafka has forgotten the group's offset; who has not noticed yet commits it again.
      new ConsumerGroup(admin, "reborn").commit(Map.of(partition, 2L), before.ids());

      assertThat(topics.startOffsets(find("reborn"), StartPosition.COMMITTED, "reborn"))
          .isEqualTo(Map.of(partition, 0L));
      assertThat(log.lines())
          .containsExactly(
              "WARN reborn-0: the topic was deleted and made again since an offset was committed,"
                  + " and is read from its beginning");
      assertThatThrownBy(
              () ->
                  topics.endOffsets(
                      new SourceTopics(
                          Map.of("gone", Uuid.randomUuid()),
                          List.of(new TopicPartition("gone", 0)))))
          .isInstanceOf(TopicIsGoneException.class);
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
    try (KafkaTopics topics = new KafkaTopics(KafkaConnection.of(kafka.bootstrapServers()))) {
      return topics.startOffsets(
          topics.find(List.of("starts")), StartPosition.parse(start), "group");
    }
  }

  private SourceTopics find(String topic) throws Exception {
    return topics.await(List.of(topic), () -> false).orElseThrow();
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
