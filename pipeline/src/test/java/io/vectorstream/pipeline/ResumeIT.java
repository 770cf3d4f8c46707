package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that go on where the one before has stopped. */
final class ResumeIT {

  private static final GeneratorConfig FEW =
      GeneratorConfig.defaults().withProducts(10).withMalformedPercent(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void commitsWhatIsFinishedAndGoesOnFromThere(String runner) throws Exception {
    try (Services services = new Services(folder)) {
      List<GeneratedEvent> events = new ArrayList<>(services.send(FEW.withSeed(1), 300));

      assertThat(
              services
                  .run("--startFrom=committed", "--runner=" + runner, "--maxEvents=300")
                  .exitCode())
          .isZero();
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(300);

      events.addAll(services.send(FEW.withSeed(2), 200));
      Path report = folder.resolve("report.json");
      assertThat(
              services
                  .run(
                      "--startFrom=committed",
                      "--runner=" + runner,
                      "--maxEvents=200",
                      "--report=" + report)
                  .exitCode())
          .isZero();
      assertThat(new ObjectMapper().readTree(report.toFile()).path("events_read").asLong())
          .as("nothing is read again")
          .isEqualTo(200);
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(500);
      ExactlyOnce.checkStored(events, services.points());
      ExactlyOnce.checkKept(events, services.deadLetters());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void aRunThatIsDrainedFinishesWhatItHasReadAndLeavesTheRest(String runner) throws Exception {
    int sent = 8_000;
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder)) {
      List<GeneratedEvent> events = services.send(FEW, sent);
      Path report = folder.resolve("report.json");
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(
              () ->
                  services.run(
                      drain,
                      "--startFrom=committed",
                      "--runner=" + runner,
                      "--report=" + report,
                      "--maxRecordsPerBatch=2000",
                      "--embeddingBatchSize=16"));
      services.awaitPoints(1, run);
      assertThat(drain.request()).isTrue();

      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      long read = new ObjectMapper().readTree(report.toFile()).path("events_read").asLong();
      assertThat(services.points().size() + services.deadLetters().size()).isEqualTo((int) read);
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(read);

      if (read < sent) {
        assertThat(
                services
                    .run(
                        "--startFrom=committed",
                        "--runner=" + runner,
                        "--maxEvents=" + (sent - read))
                    .exitCode())
            .isZero();
      }
      ExactlyOnce.checkStored(events, services.points());
      ExactlyOnce.checkKept(events, services.deadLetters());
    } finally {
      runs.shutdownNow();
    }
  }
}
