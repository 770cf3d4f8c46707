package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that gets more partitions while a run reads it. */
final class GrowingTopicIT {

  private static final GeneratorConfig FEW = GeneratorConfig.defaults().withProducts(10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void losesNothingAndGoesOnWithTheNewPartitions(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder)) {
      List<GeneratedEvent> events = new ArrayList<>(services.send(FEW.withSeed(1), 300));
      Path report = folder.resolve("report.json");
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(
              () ->
                  services.run(
                      drain, "--startFrom=committed", "--runner=" + runner, "--report=" + report));
      services.awaitPoints(300, run);

      grow(services, 6);
      events.addAll(services.send(FEW.withSeed(2), 300));
      services.awaitPoints(600, run);
      drain.request();
      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      ExactlyOnce.checkStored(events, services.points());
      assertThat(services.deadLetters()).isEmpty();
      JsonNode whole = new ObjectMapper().readTree(report.toFile());
      assertThat(whole.path("restarts").asInt()).isEqualTo(1);
      assertThat(whole.path("points_written").asLong())
          .as("figures of the whole run, what was read again twice")
          .isGreaterThanOrEqualTo(600);
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(600);
    } finally {
      runs.shutdownNow();
    }
  }

  private static void grow(Services services, int partitions) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin
          .createPartitions(Map.of(services.topic, NewPartitions.increaseTo(partitions)))
          .all()
          .get();
    }
  }
}
