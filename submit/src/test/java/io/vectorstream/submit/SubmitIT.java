package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qdrant.client.QdrantClient;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar on a standalone cluster of a real Spark distribution: what arrives is what was sent, also
 * when a worker dies, and the store's API key is nowhere but in its file.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class SubmitIT {

  private static final int QUIET = 80_000;
  private static final int UNTIL_KILL = 95_000;
  private static final int ALL = 100_000;
  private static final int PRODUCTS = 300;
  private static final String NAME = "sized";
  private static final String SECRET = "planted-51d0c7e8-key";

  private static SparkDistribution spark;

  @TempDir Path folder;

  private final SizedEvents events = new SizedEvents(PRODUCTS);
  private final Pages pages = new Pages();

  @BeforeAll
  static void findSpark() {
    spark = SparkDistribution.find();
  }

  @Test
  void whatArrivesIsWhatWasSent() throws Exception {
    Path left = Files.createDirectory(folder.resolve("left"));
    Path keyFile = Files.writeString(folder.resolve("api.key"), SECRET);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(left.resolve("broker"));
        EmbeddedQdrant store = EmbeddedQdrant.start(left.resolve("store"), 0, SECRET);
        QdrantClient client =
            QdrantConnection.of(store.url()).withApiKeyFile(keyFile.toString()).connect();
        StandaloneCluster cluster = StandaloneCluster.start(spark, left.resolve("cluster"), 2)) {
      kafka.createTopic(NAME, 4);
      EventTopic topic = new EventTopic(kafka.bootstrapServers(), NAME, events::bytes);
      RunningDriver driver =
          RunningDriver.submit(
              cluster,
              left,
              2,
              // Whatever Spark may write down.
              List.of(
                  "--conf",
                  "spark.log.level=INFO",
                  "--conf",
                  "spark.eventLog.enabled=true",
                  "--conf",
                  "spark.eventLog.dir=" + Files.createDirectory(left.resolve("events")).toUri()),
              List.of(
                  "--bootstrapServers=" + kafka.bootstrapServers(),
                  "--qdrantUrl=" + store.url(),
                  "--qdrantApiKeyFile=" + keyFile,
                  "--topic=" + NAME,
                  "--collection=" + NAME,
                  "--precision=fp32",
                  // Executors read back what they have written.
                  "--versionField=timestamp",
                  "--report=" + left.resolve("report.json")));
      try (driver) {
        driver.await("both executors are there", () -> driver.executors().size() == 2);
        topic.send(0, QUIET);
        driver.await(
            "the first events are stored", () -> driver.done(client, NAME, topic) == QUIET);

        assertThat(driver.executors()).allSatisfy(tasks -> assertThat(tasks).isPositive());
        assertThat(loads(cluster, 1)).containsExactly(1L);
        assertThat(loads(cluster, 2)).containsExactly(1L);
        assertThatMetricsAddUp(driver, topic);
        assertThat(pages.json(driver.url() + "api/search?q=coffee").get("hits")).hasSize(10);
        assertThatNothingServedHoldsTheKey(cluster, driver, keyFile);
        letQuietMinutePass(driver);

        long before = client.countAsync(NAME).get();
        CompletableFuture<Void> sending =
            CompletableFuture.runAsync(() -> topic.send(QUIET, UNTIL_KILL));
        driver.await("more are stored", () -> client.countAsync(NAME).get() > before);
        cluster.killWorker(1);
        cluster.addWorker();
        sending.join();
        driver.await("the run goes on by itself", () -> driver.metric("pipeline_restarts") > 0);
        topic.send(UNTIL_KILL, ALL);
        driver.await("all events are stored", () -> driver.done(client, NAME, topic) == ALL);
        driver.await("another executor is there", () -> driver.executors().size() == 2);

        assertThat(driver.drain()).isZero();
      }

      // An executor that has come late may have found nothing left to do.
      for (int worker = 1; worker <= 3; worker++) {
        assertThat(loads(cluster, worker)).allSatisfy(times -> assertThat(times).isBetween(0L, 1L));
      }
      assertThat(report(left).get("restarts").intValue()).isPositive();
      assertThat(topic.compareLetters()).isEmpty();
      try (TextEmbedder embedder = embedder()) {
        assertThat(StoredEvents.compare(client, NAME, events, embedder, ALL)).isEmpty();
      }
    }
    assertThatNoFileHoldsTheKey(left, keyFile);
  }

  private static void assertThatMetricsAddUp(RunningDriver driver, EventTopic topic)
      throws Exception {
    long letters = topic.letters();

    // A task's figures come with its end, a moment after its last point.
    driver.await(
        "the last task is counted",
        () -> driver.metric("points_written") + driver.metric("events_dead_lettered") >= QUIET);
    assertThat(driver.metric("events_read")).isEqualTo(QUIET);
    assertThat(driver.metric("events_parsed")).isEqualTo(QUIET - letters);
    assertThat(driver.metric("events_dead_lettered")).isEqualTo(letters);
    assertThat(driver.metric("points_written")).isEqualTo(QUIET - letters);
    assertThat(driver.metric("texts_embedded") + driver.metric("embedding_cache_hits"))
        .isEqualTo(QUIET - letters);
    // An executor keeps its cache to its end, which holds all of these texts, so that each of the
    // two embeds a text once at most, however Spark spreads the tasks.
    assertThat(driver.metric("texts_embedded")).isBetween((long) PRODUCTS, 2L * PRODUCTS);
  }

  /** Longer than a process that goes on after its run keeps what nobody uses. */
  private static void letQuietMinutePass(RunningDriver driver) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(65);
    driver.await("a minute has passed", () -> System.nanoTime() > end);
  }

  /** How often each executor of a worker has loaded the model. */
  private static List<Long> loads(StandaloneCluster cluster, int worker) throws Exception {
    List<Long> loads = new ArrayList<>();
    for (Path log : cluster.executorLogs(worker)) {
      loads.add(
          Files.readAllLines(log).stream()
              .filter(line -> line.endsWith("The model builtin:all-MiniLM-L6-v2 is loaded on cpu"))
              .count());
    }
    return loads;
  }

  private void assertThatNothingServedHoldsTheKey(
      StandaloneCluster cluster, RunningDriver driver, Path keyFile) throws Exception {
    List<String> roots = new ArrayList<>(cluster.pages());
    roots.addAll(driver.pages());
    Map<String, String> served = new HashMap<>(pages.crawl(roots));
    List<ProcessHandle> processes = new ArrayList<>(cluster.alive());
    processes.add(driver.handle());

    SecretSearch visible = new SecretSearch(keyFile.toString());
    assertThat(visible.pages(served)).as("pages that name the key's file").isNotEmpty();
    assertThat(visible.processes(processes)).as("command lines that name it").isNotEmpty();
    SecretSearch secret = new SecretSearch(SECRET);
    assertThat(secret.pages(served)).isEmpty();
    assertThat(secret.processes(processes)).isEmpty();
  }

  private static void assertThatNoFileHoldsTheKey(Path left, Path keyFile) throws Exception {
    assertThat(new SecretSearch(keyFile.toString()).files(left.resolve("events")))
        .as("event logs that name the key's file")
        .isNotEmpty();
    assertThat(new SecretSearch(SECRET).files(left)).isEmpty();
    assertThat(new SecretSearch(SECRET).files(keyFile)).as("the search works").isNotEmpty();
  }

  private static JsonNode report(Path left) throws Exception {
    return new ObjectMapper().readTree(left.resolve("report.json").toFile());
  }

  private static TextEmbedder embedder() {
    return DjlTextEmbedders.alone(
            ModelSpec.of(ModelSpec.DEFAULT_ADDRESS).withPrecision(Precision.FP32))
        .open();
  }
}
