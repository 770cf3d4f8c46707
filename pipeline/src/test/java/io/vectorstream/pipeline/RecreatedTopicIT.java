package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that is deleted, and made again, while a run reads it. */
final class RecreatedTopicIT {

  private static final GeneratorConfig FEW = GeneratorConfig.defaults().withProducts(10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void isWaitedForAndReadFromItsBeginning(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        LogLines log = LogLines.ofAll()) {
      List<GeneratedEvent> events = new ArrayList<>(services.send(FEW.withSeed(1), 300));
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(() -> services.run(drain, "--startFrom=committed", "--runner=" + runner));
      services.awaitPoints(300, run);

      delete(services, services.topic);
      log.await("WARN The topic " + services.topic + " does not exist yet", run);
      services.kafka.createTopic(services.topic, 3);
      events.addAll(services.send(FEW.withSeed(2), 400));
      services.awaitPoints(700, run);

      // At once, so that nobody can see that there was no topic in between.
      delete(services, services.topic);
      services.kafka.createTopic(services.topic, 3);
      events.addAll(services.send(FEW.withSeed(3), 500));
      services.awaitPoints(1_200, run);
      drain.request();
      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      ExactlyOnce.checkStored(events, services.points());
      assertThat(services.deadLetters()).isEmpty();
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .as("offsets of the last topic")
          .isEqualTo(500);
    } finally {
      runs.shutdownNow();
    }
  }

  /** Bundles that wait for it in vain would fail, five minutes later. */
  @Test
  void hasItsDeadLetterTopicMadeAgain() throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        LogLines log = LogLines.ofAll()) {
      services.send(FEW.withSeed(1), 50);
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(() -> services.run(drain, "--startFrom=committed", "--runner=DirectRunner"));
      services.awaitPoints(50, run);

      delete(services, services.topic, services.topic + ".dlq");
      log.await("WARN The topic " + services.topic + " does not exist yet", run);
      services.kafka.createTopic(services.topic, 3);
      List<GeneratedEvent> events = services.send(FEW.withSeed(2).withMalformedPercent(50), 60);
      Services.await(
          run,
          () -> services.committed().values().stream().mapToLong(Long::longValue).sum() == 60,
          "all offsets");
      drain.request();
      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      ExactlyOnce.checkKept(events, services.deadLetters());
    } finally {
      runs.shutdownNow();
    }
  }

  /** What its records say counts, though they are older and at lower offsets than those before. */
  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void isLaterThanTheOneBefore(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder)) {
      Drain drain = new Drain();
      long now = System.currentTimeMillis();
      send(
          services,
          now,
          List.of(
              KV.of("other", "a rug"),
              KV.of("other", "a rug"),
              KV.of("other", "a rug"),
              KV.of("corrected", "a lmap"),
              KV.of("restored", "a chair"),
              KV.of("restored", ""),
              KV.of("removed", "a table")));
      Future<Services.Outcome> run =
          runs.submit(
              () ->
                  services.run(
                      drain, "--startFrom=committed", "--tombstones=delete", "--runner=" + runner));
      services.awaitCommitted(0, 7, run);
      assertThat(names(services))
          .isEqualTo(Map.of("other", "a rug", "corrected", "a lmap", "removed", "a table"));

      delete(services, services.topic);
      services.kafka.createTopic(services.topic, 3);
      send(
          services,
          now - 60_000,
          List.of(
              KV.of("corrected", "a lamp"), KV.of("restored", "a chair"), KV.of("removed", "")));
      services.awaitCommitted(0, 3, run);
      drain.request();
      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(names(services))
          .isEqualTo(Map.of("other", "a rug", "corrected", "a lamp", "restored", "a chair"));
    } finally {
      runs.shutdownNow();
    }
  }

  /** Sends events of products of these names to one partition; without a name, a tombstone. */
  private static void send(Services services, long time, List<KV<String, String>> names) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (KV<String, String> name : names) {
        String id = name.getKey();
        String value = name.getValue().isEmpty() ? null : event(id, name.getValue());
        producer.send(new ProducerRecord<>(services.topic, 0, time, id, value));
      }
    }
  }

  private static String event(String id, String name) {
    return """
    {"event_id": "%s", "timestamp": "2026-01-31T10:00:00Z", "product": {"name": "%s"}}"""
        .formatted(id, name);
  }

  /** By event, what the store holds. */
  private static Map<String, String> names(Services services) throws Exception {
    return services.points().values().stream()
        .map(RetrievedPoint::getPayloadMap)
        .collect(
            Collectors.toMap(
                payload -> payload.get("event_id").getStringValue(),
                payload ->
                    payload
                        .get("product")
                        .getStructValue()
                        .getFieldsOrThrow("name")
                        .getStringValue()));
  }

  private static void delete(Services services, String... topics) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(List.of(topics)).all().get();
    }
  }
}
