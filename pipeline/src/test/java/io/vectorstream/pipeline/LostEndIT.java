package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that lose records that a run has read, as when a machine loses its power. */
final class LostEndIT {

  private static final GeneratorConfig FEW = GeneratorConfig.defaults().withProducts(10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void aPartitionIsReadFromItsBeginning(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        LogLines log = LogLines.ofAll()) {
      List<GeneratedEvent> events = new ArrayList<>(services.send(FEW.withSeed(1), 300));
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(() -> services.run(drain, "--startFrom=committed", "--runner=" + runner));
      awaitCommitted(services, 300, run);

      services.kafka.close();
      forgetRecords(services.topic + "-0");
      try (EmbeddedKafka kafka = startAgain(services)) {
        log.await("WARN " + services.topic + "-0 has lost its last records", run);
        events.addAll(services.send(FEW.withSeed(2), 400));
        services.awaitPoints(700, run);
        drain.request();
        Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        ExactlyOnce.checkStored(events, services.points());
      }
    } finally {
      runs.shutdownNow();
    }
  }

  private static void awaitCommitted(Services services, long offsets, Future<?> run)
      throws Exception {
    Services.await(
        run,
        () -> services.committed().values().stream().mapToLong(Long::longValue).sum() == offsets,
        offsets + " committed offsets");
  }

  private EmbeddedKafka startAgain(Services services) {
    String address = services.kafka.bootstrapServers();
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    return EmbeddedKafka.start(folder.resolve("kafka"), port);
  }

  /** Deletes what the broker has on disk of a partition's records. */
  private void forgetRecords(String partition) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("kafka"))) {
      for (Path file : files.filter(file -> isOf(partition, file)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isOf(String partition, Path file) {
    return Files.isRegularFile(file)
        && file.getParent().getFileName().toString().equals(partition)
        && !file.getFileName().toString().equals("partition.metadata");
  }
}
