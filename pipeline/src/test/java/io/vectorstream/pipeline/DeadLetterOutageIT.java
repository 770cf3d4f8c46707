package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead-letter topic that cannot be written to for a while. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DeadLetterOutageIT {

  private static final int EVENTS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void isWaitedForAndLosesNothing(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        Admin admin =
            Admin.create(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    services.kafka.bootstrapServers()))) {
      String letters = services.topic + ".dlq";
      Future<Services.Outcome> run =
          runs.submit(() -> services.run("--runner=" + runner, "--maxEvents=" + EVENTS));
      await(() -> exists(admin, letters));
      admin.deleteTopics(List.of(letters)).all().get();
      await(() -> !exists(admin, letters));

      List<GeneratedEvent> events =
          services.send(
              GeneratorConfig.defaults().withProducts(10).withMalformedPercent(10), EVENTS);
      await(DeadLetterOutageIT::aLetterWaits);
      assertThat(run.isDone()).as("the run waits").isFalse();
      services.kafka.createTopic(letters, 3);

      Services.Outcome outcome = run.get(2, TimeUnit.MINUTES);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      ExactlyOnce.checkStored(events, services.points());
      ExactlyOnce.checkKept(events, services.deadLetters());
    } finally {
      runs.shutdownNow();
    }
  }

  private static boolean exists(Admin admin, String topic) throws Exception {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      return false;
    }
  }

  /** Whether a worker of this process cannot hand a letter to Kafka's client. */
  private static boolean aLetterWaits() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(
            frames ->
                Stream.of(frames).anyMatch(frame -> frame.getClassName().endsWith(".DeadLetterFn"))
                    && Stream.of(frames)
                        .anyMatch(frame -> frame.getMethodName().equals("waitOnMetadata")));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant limit = Instant.now().plus(Duration.ofMinutes(1));
    while (!condition.call()) {
      assertThat(Instant.now()).as("in time").isBefore(limit);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
