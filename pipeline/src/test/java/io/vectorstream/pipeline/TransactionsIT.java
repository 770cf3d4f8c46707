package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.PointIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics written in transactions: each leaves an offset that has no record. */
final class TransactionsIT {

  private static final int PARTITION = 1;

  @TempDir Path folder;

  private static byte[] event(String id) {
    return ("{\"event_id\":\"%s\",\"timestamp\":\"2026-01-31T09:30:00Z\","
            + "\"product\":{\"name\":\"Mug\"}}")
        .formatted(id)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static KafkaProducer<byte[], byte[]> producer(Services services) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                services.kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "shop"),
            bytes,
            bytes);
    producer.initTransactions();
    return producer;
  }

  private static List<String> send(
      Services services, KafkaProducer<byte[], byte[]> producer, String prefix, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(prefix + i);
      producer.send(new ProducerRecord<>(services.topic, PARTITION, null, event(prefix + i)));
    }
    producer.flush();
    return ids;
  }

  private static Set<String> pointIds(Set<String> eventIds) {
    Set<String> ids = new HashSet<>();
    eventIds.forEach(id -> ids.add(PointIds.of(id).getUuid()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void storesWhatWasCommittedAndLeavesNoLag(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        KafkaProducer<byte[], byte[]> producer = producer(services)) {
      Set<String> committed = new HashSet<>();
      for (int transaction = 0; transaction < 60; transaction++) {
        producer.beginTransaction();
        List<String> ids = send(services, producer, "e" + transaction + "-", 5);
        if (transaction % 3 == 0) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
          committed.addAll(ids);
        }
      }
      producer.beginTransaction();
      List<String> open = send(services, producer, "open-", 5);
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(() -> services.run(drain, "--startFrom=committed", "--runner=" + runner));

      // Behind the last marker of those that are over.
      services.awaitCommitted(PARTITION, 60 * 6, run);
      assertThat(services.points().keySet()).isEqualTo(pointIds(committed));

      producer.commitTransaction();
      committed.addAll(open);
      services.awaitCommitted(PARTITION, 61 * 6, run);
      drain.request();

      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(pointIds(committed));
      assertThat(services.deadLetters()).isEmpty();
    } finally {
      runs.shutdownNow();
    }
  }

  @Test
  void aNumberOfEventsIsOneOfRecordsAndNotOfOffsets() throws Exception {
    try (Services services = new Services(folder);
        KafkaProducer<byte[], byte[]> producer = producer(services)) {
      Set<String> sent = new HashSet<>();
      for (int transaction = 0; transaction < 9; transaction++) {
        producer.beginTransaction();
        sent.addAll(send(services, producer, "e" + transaction + "-", 1));
        producer.commitTransaction();
      }

      Services.Outcome outcome =
          services.run("--startFrom=committed", "--runner=SparkRunner", "--maxEvents=6");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points()).hasSize(6);
      assertThat(services.committed()).containsEntry(PARTITION, 11L);

      services.run("--startFrom=committed", "--runner=DirectRunner", "--maxEvents=3");
      assertThat(services.points().keySet()).isEqualTo(pointIds(sent));
    }
  }
}
