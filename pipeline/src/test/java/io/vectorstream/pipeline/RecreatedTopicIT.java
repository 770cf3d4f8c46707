package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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

      delete(services);
      log.await("WARN The topic " + services.topic + " does not exist yet", run);
      services.kafka.createTopic(services.topic, 3);
      events.addAll(services.send(FEW.withSeed(2), 400));
      services.awaitPoints(700, run);

      // At once, so that nobody can see that there was no topic in between.
      delete(services);
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

  private static void delete(Services services) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(List.of(services.topic)).all().get();
    }
  }
}
