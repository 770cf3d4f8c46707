package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.LogLines;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.OffsetSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the consumer tells of offsets without records, from a real broker. */
final class SourceConsumerIT {

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  private final String run = UUID.randomUUID().toString();
  private final ReadGate gate = ReadGate.ofRun(run);
  private final List<OffsetSpan> told = new ArrayList<>();
  private final List<TopicPartition> lostEnds = new ArrayList<>();
  private TopicPartition partition;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(folder);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void createTopic() {
    partition = new TopicPartition("topic-" + UUID.randomUUID(), 0);
    kafka.createTopic(partition.topic(), 1);
  }

  /** Reads until the position is reached, and gives the values that were seen on the way. */
  private List<String> readTo(SourceConsumer consumer, long position) {
    List<String> values = new ArrayList<>();
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    while (consumer.position(partition) < position && Instant.now().isBefore(limit)) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
    }
    assertThat(consumer.position(partition)).isEqualTo(position);
    return values;
  }

  private SourceConsumer consumer(ReadLimit limit, long from) {
    return consumer(kafka, limit, from);
  }

  private SourceConsumer consumer(EmbeddedKafka kafka, ReadLimit limit, long from) {
    SourceConsumer consumer =
        new SourceConsumer(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            FinishedRecords.ofRun(run),
            limit,
            gate);
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    return consumer;
  }

  private FinishedRecords.Reception listen() {
    return FinishedRecords.ofRun(run)
        .receive(
            new FinishedRecords.Receiver() {
              @Override
              public void finished(OffsetSpan finished) {
                told.add(finished);
              }

              @Override
              public void endIsLost(TopicPartition partition) {
                lostEnds.add(partition);
              }
            });
  }

  private OffsetSpan empty(long first, long last) {
    return new OffsetSpan(partition, first, last, true);
  }

  private KafkaProducer<String, String> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  private void send(KafkaProducer<String, String> producer, String... values) throws Exception {
    for (String value : values) {
      producer.send(new ProducerRecord<>(partition.topic(), 0, null, value)).get();
    }
  }

  /** Offsets 0, 1 committed, marker 2; 3, 4 aborted, marker 5; 6 committed, marker 7. */
  private void sendTransactions() throws Exception {
    try (KafkaProducer<String, String> producer =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tx-" + run))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "a", "b");
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "x", "y");
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, "c");
      producer.commitTransaction();
    }
  }

  @Test
  void tellsOfMarkersAndOfWhatWasAborted() throws Exception {
    sendTransactions();
    try (FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 0)) {
      assertThat(readTo(consumer, 8)).containsExactly("a", "b", "c");
    }

    OffsetTracker tracker = new OffsetTracker(Map.of(partition, 0L));
    told.forEach(tracker::finished);
    for (long offset : new long[] {0, 1, 6}) {
      assertThat(tracker.reached().positions().get(partition)).isEqualTo(offset);
      tracker.finished(new OffsetSpan(partition, offset, offset, false));
    }
    assertThat(tracker.reached()).isEqualTo(new OffsetTracker.Reached(Map.of(partition, 8L), 3));
  }

  @Test
  void doesNotReadWhatIsNotCommittedYet() throws Exception {
    try (KafkaProducer<String, String> producer =
            producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tx-" + run));
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 0)) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "a");
      assertThat(consumer.poll(Duration.ofMillis(300))).isEmpty();
      assertThat(told).isEmpty();

      producer.commitTransaction();

      assertThat(readTo(consumer, 2)).containsExactly("a");
      assertThat(told).containsExactly(empty(1, 1));
    }
  }

  @Test
  void tellsNothingWhereEachOffsetHasARecord() throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of());
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 0)) {
      send(producer, "a", "b", "c");

      assertThat(readTo(consumer, 3)).containsExactly("a", "b", "c");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void saysHowManyRecordsRetentionHasTakenBeforeTheyWereRead() throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of());
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        LogLines log = LogLines.of(SourceConsumer.class);
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 1)) {
      send(producer, "a", "b", "c", "d", "e");
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();

      assertThat(readTo(consumer, 5)).containsExactly("e");
      assertThat(told).containsExactly(empty(1, 3));
      assertThat(log.lines())
          .containsExactly(
              "WARN " + partition + ": Kafka has deleted 3 offsets before they were read");
    }
  }

  @Test
  void failsAndSaysSoWhereThePartitionDoesNotReachToItsPosition() throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of());
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 7)) {
      send(producer, "a");

      failsFor7(consumer);
    }
  }

  /** Kafka's client tells it by the leader's epoch, once its position has one. */
  @Test
  void failsAndSaysSoWhereOtherRecordsHaveTheOffsetsBeforeItsPosition() throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of());
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(ReadLimit.NONE, 0)) {
      send(producer, "a");
      assertThat(readTo(consumer, 1)).containsExactly("a");

      consumer.seek(partition, new OffsetAndMetadata(7, Optional.of(0), ""));

      failsFor7(consumer);
    }
  }

  /** The leader is unknown to it then, or one that it does not reach. */
  @Test
  void waitsWhereKafkaCannotSayWhetherTheRecordsAreTheSame(@TempDir Path data) throws Exception {
    EmbeddedKafka away = EmbeddedKafka.start(data);
    try (away;
        FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(away, ReadLimit.NONE, 0)) {
      away.createTopic(partition.topic(), 1);
      Instant limit = Instant.now().plus(Duration.ofSeconds(30));
      while (consumer.currentLag(partition).isEmpty() && Instant.now().isBefore(limit)) {
        consumer.poll(Duration.ofMillis(100));
      }
      assertThat(consumer.currentLag(partition)).as("it has read").hasValue(0);
      away.close();
      consumer.seek(partition, new OffsetAndMetadata(0, Optional.of(0), ""));

      assertThat(consumer.poll(Duration.ofMillis(100))).isEmpty();
      assertThat(consumer.poll(Duration.ofMillis(100))).isEmpty();
      assertThat(told).isEmpty();
    }
  }

  private void failsFor7(SourceConsumer consumer) {
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    assertThatThrownBy(
            () -> {
              while (Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(100));
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(partition + " has lost records, or its topic is another one")
        .hasMessageContaining("offset 7");
    assertThat(lostEnds).containsExactly(partition);
    assertThat(told).isEmpty();
  }

  @Test
  void readsNoFurtherThanTheLimit() throws Exception {
    sendTransactions();
    ReadLimit limit = new ReadLimit(new HashMap<>(Map.of(partition, 4L)));
    try (FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(limit, 0)) {
      readTo(consumer, 8);

      assertThat(told).allMatch(span -> span.empty() && span.last() <= 3);
      assertThat(told.get(told.size() - 1).last()).isEqualTo(3);
      consumer.poll(Duration.ofMillis(10));
      assertThat(consumer.paused()).containsExactly(partition);
    }
  }

  /** As many records come from behind the limit as offsets before it are empty. */
  @Test
  void tellsOfAMarkerBeforeTheLimitThoughRecordsComeFromBehindIt() throws Exception {
    sendTransactions();
    ReadLimit limit = new ReadLimit(new HashMap<>(Map.of(partition, 6L)));
    try (FinishedRecords.Reception reception = listen();
        SourceConsumer consumer = consumer(limit, 5)) {
      readTo(consumer, 8);

      assertThat(told).containsExactly(empty(5, 5));
    }
  }

  @Test
  void readsNothingOnceTheGateIsClosed() throws Exception {
    sendTransactions();
    gate.close();
    try (SourceConsumer consumer = consumer(ReadLimit.NONE, 0)) {
      assertThat(consumer.poll(Duration.ofMillis(300))).isEmpty();
      assertThat(consumer.position(partition)).isZero();
    }
  }
}
