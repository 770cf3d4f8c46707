package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.JvmFlags;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline on a Spark cluster goes on when workers die, and nothing is lost. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class ClusterIT {

  private static final String TOPIC = "cluster";
  private static final int RATE = 200;
  private static final Duration STREAM = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void nothingIsLostWhenWorkersDie() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("broker"));
        EmbeddedQdrant store = EmbeddedQdrant.start(folder.resolve("store"));
        SparkCluster cluster = SparkCluster.start(folder, 3);
        StoredPoints points = new StoredPoints(store.url(), TOPIC)) {
      kafka.createTopic(TOPIC, 4);
      Path log = folder.resolve("driver.log");
      Process driver = driver(cluster, kafka, store, log).launch();
      try {
        await(() -> cluster.executors() == 3, driver, "each worker has an executor");
        cluster.killWorker(3);
        await(() -> goingOn(log) == 1, driver, "an idle pipeline goes on");
        await(() -> cluster.executors() == 2, driver, "each worker has an executor");
        EventStream stream = EventStream.ofSingleEvents(kafka.bootstrapServers(), TOPIC, RATE);
        CompletableFuture<Boolean> killed = new CompletableFuture<>();
        CompletableFuture<StreamedEvents> sent =
            CompletableFuture.supplyAsync(() -> send(stream, killed::isDone));
        await(() -> count(points) > 2L * RATE, driver, "events are stored");
        cluster.killWorker(1);
        killed.complete(true);

        Comparison comparison = compare(sent.get(), kafka, points);
        driver.toHandle().destroy();

        assertThat(comparison.missing()).isEmpty();
        assertThat(comparison.extra()).isEmpty();
        assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).isZero();
        assertThat(goingOn(log)).isEqualTo(2);
      } finally {
        driver.destroyForcibly();
      }
    }
  }

  @Test
  void aRunWithoutWorkersGoesOnAndCanBeDrained() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("broker"));
        EmbeddedQdrant store = EmbeddedQdrant.start(folder.resolve("store"));
        SparkCluster cluster = SparkCluster.start(folder, 1);
        StoredPoints points = new StoredPoints(store.url(), TOPIC)) {
      kafka.createTopic(TOPIC, 4);
      Path log = folder.resolve("driver.log");
      Process driver = driver(cluster, kafka, store, log).launch();
      try {
        EventStream stream = EventStream.ofSingleEvents(kafka.bootstrapServers(), TOPIC, RATE);
        stream.send(Duration.ofSeconds(1), System.nanoTime(), () -> true);
        await(() -> count(points) > 0, driver, "events are stored");
        cluster.killWorker(1);
        await(() -> goingOn(log) == 1, driver, "the pipeline is ended, whose work nobody does");
        driver.toHandle().destroy();

        assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).isZero();
      } finally {
        driver.destroyForcibly();
      }
    }
  }

  /** The driver's disk is not the workers' one. */
  @Test
  void whereWorkersDoNotFindTheDriversFilesTheRunSaysSoAndEnds() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("broker"));
        EmbeddedQdrant store = EmbeddedQdrant.start(folder.resolve("store"));
        SparkCluster cluster = SparkCluster.start(folder, 1)) {
      kafka.createTopic(TOPIC, 4);
      Path log = folder.resolve("driver.log");
      Process driver =
          driver(cluster, kafka, store, log, "--checkpointDir=own:///checkpoints").launch();
      try {
        assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).isEqualTo(2);
        assertThat(Files.readString(log))
            .contains("VectorStream cannot run: --checkpointDir: own:/checkpoints has to be")
            .contains("what the driver has written there is not to be seen");
      } finally {
        driver.destroyForcibly();
      }
    }
  }

  /** Waits until everything has arrived, and compares. */
  private static Comparison compare(StreamedEvents sent, EmbeddedKafka kafka, StoredPoints points)
      throws InterruptedException {
    SentRecords topic = SentRecords.read(kafka.bootstrapServers(), TOPIC);
    long malformed = topic.malformed().size();
    try (DeadLetterLog letters = new DeadLetterLog(kafka.bootstrapServers(), TOPIC + ".dlq")) {
      new Arrivals(points, letters, PATIENCE).await(sent.committed() - malformed, malformed);
      return Comparison.of(sent, topic, points.ids(), letters.read());
    }
  }

  private static ServiceCommand driver(
      SparkCluster cluster, EmbeddedKafka kafka, EmbeddedQdrant store, Path log, String... more)
      throws Exception {
    List<String> flags = new ArrayList<>(JvmFlags.read());
    flags.addAll(cluster.driverFlags());
    flags.add("-Djava.io.tmpdir=" + log.getParent());
    flags.add("-D" + OwnDisk.SETTING + "=" + OwnDisk.class.getName());
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(
        List.of(
            "--runner=SparkRunner",
            "--sparkMaster=" + cluster.url(),
            // The workers have the class path already.
            "--filesToStage=" + log.getParent().resolve("home"),
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--qdrantUrl=" + store.url(),
            "--topic=" + TOPIC,
            "--collection=" + TOPIC,
            "--noHttp"));
    return new ServiceCommand(Service.PIPELINE, flags, options, 0, log);
  }

  /** How often the driver says that it goes on with another pipeline. */
  private static long goingOn(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("Going on from the committed offsets")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StreamedEvents send(EventStream stream, BooleanSupplier enough) {
    try {
      return stream.send(STREAM, System.nanoTime(), enough);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(StoredPoints points) {
    try {
      return points.count().orElse(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition, Process driver, String what)
      throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(driver.isAlive()).as("the driver lives").isTrue();
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
