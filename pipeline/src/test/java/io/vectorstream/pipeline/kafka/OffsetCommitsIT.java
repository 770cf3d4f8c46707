package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.LostEnd;
import io.vectorstream.source.OffsetSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OffsetCommitsIT {

  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static Admin admin;

  private final String name = "topic-" + UUID.randomUUID();
  private final TopicPartition p0 = new TopicPartition(name, 0);
  private final TopicPartition p1 = new TopicPartition(name, 1);
  private final FinishedRecords finished = FinishedRecords.ofRun(name);
  private SourceTopics topics;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(folder);
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
  }

  @AfterAll
  static void stopKafka() {
    admin.close();
    kafka.close();
  }

  @BeforeEach
  void createTopic() throws Exception {
    kafka.createTopic(name, 2);
    topics = SourceTopics.find(admin, List.of(name));
  }

  private OffsetCommits start(Duration renewal) {
    ReadRange range = new ReadRange(topics, Map.of(p0, 3L, p1, 0L), ReadLimit.NONE, 0);
    return OffsetCommits.start(
        KafkaConnection.of(kafka.bootstrapServers()), name, range, finished, renewal);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
    return admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get();
  }

  private OffsetAndMetadata at(long offset) {
    return new OffsetAndMetadata(offset, "topicId=" + topics.ids().get(name));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(limit);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void commitsWhatIsFinishedWithTheTopicsId() throws Exception {
    OffsetCommits commits = start(NEVER);
    try (commits) {
      finished.add(new OffsetSpan(p0, 3, 7, false));
      finished.add(new OffsetSpan(p0, 8, 9, true));
      finished.add(new OffsetSpan(p1, 1, 4, false));
      await(() -> committed().containsKey(p0));

      assertThat(committed()).isEqualTo(Map.of(p0, at(10)));
    }
    assertThat(commits.records()).as("what is committed and has a record").isEqualTo(5);
  }

  /** Its offsets are those of other records by then. */
  @Test
  void movesAPartitionThatHasLostItsEndBackToItsBeginning() throws Exception {
    send(p0, 4);
    admin.deleteRecords(Map.of(p0, RecordsToDelete.beforeOffset(2))).all().get();
    OffsetCommits commits = start(NEVER);
    try (commits) {
      finished.add(new OffsetSpan(p0, 3, 7, false));
      finished.add(new OffsetSpan(p1, 0, 4, false));
      await(() -> committed().equals(Map.of(p0, at(8), p1, at(5))));
      assertThat(commits.hasLostRecords()).isFalse();

      finished.add(new LostEnd(p0));
      finished.add(new OffsetSpan(p0, 8, 9, false));
      await(() -> committed().equals(Map.of(p0, at(2), p1, at(5))));

      assertThat(commits.hasLostRecords()).isTrue();
      finished.add(new OffsetSpan(p0, 10, 11, false));
      finished.add(new OffsetSpan(p1, 5, 5, false));
    }
    assertThat(committed()).isEqualTo(Map.of(p0, at(2), p1, at(6)));
  }

  private static void send(TopicPartition partition, int records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        producer.send(
            new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[] {1}));
      }
    }
  }

  @Test
  void commitsNothingForATopicThatWasMadeAgain() throws Exception {
    OffsetCommits commits = start(NEVER);
    try (commits) {
      admin.deleteTopics(List.of(name)).all().get();
      kafka.createTopic(name, 2);
      finished.add(new OffsetSpan(p0, 3, 7, false));
    }
    assertThat(committed()).isEmpty();
  }

  @Test
  void commitsTheOffsetsOfQuietPartitionsAgain() throws Exception {
    try (OffsetCommits commits = start(Duration.ofMillis(100))) {
      await(() -> committed().equals(Map.of(p0, at(3), p1, at(0))));
      // As Kafka does by itself after some days.
      admin.deleteConsumerGroupOffsets(name, committed().keySet()).all().get();

      await(() -> committed().equals(Map.of(p0, at(3), p1, at(0))));
    }
  }
}
