package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qdrant.client.QdrantClient;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what two workers of a core each do against one, in pairs, on a stream in which every
 * text is new, so that embedding is the work. What it compares is the speed from when a quarter of
 * the events are stored, when each executor has started and has its model. It prints; whether the
 * machine was quiet it cannot know.
 */
@EnabledIfSystemProperty(named = "submit.scale", matches = "true")
final class ScaleIT {

  private static final int PAIRS = 3;
  private static final int EVENTS = 9_000;
  private static final String TOPIC = "distinct";

  @TempDir Path folder;

  @Test
  void twoWorkersAgainstOne() throws Exception {
    SparkDistribution spark = SparkDistribution.find();
    List<Double> ratios = new ArrayList<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("broker"));
        EmbeddedQdrant store = EmbeddedQdrant.start(folder.resolve("store"));
        QdrantClient client = QdrantConnection.of(store.url()).connect()) {
      kafka.createTopic(TOPIC, 4);
      new EventTopic(kafka.bootstrapServers(), TOPIC, DistinctEvents::bytes).send(0, EVENTS);
      for (int pair = 1; pair <= PAIRS; pair++) {
        // In turns, so that neither always comes first.
        int first = 1 + pair % 2;
        double one = 0;
        double two = 0;
        for (int workers : List.of(first, 3 - first)) {
          double speed = eventsPerSecond(spark, kafka, store, client, pair, workers);
          one = workers == 1 ? speed : one;
          two = workers == 2 ? speed : two;
        }
        ratios.add(two / one);
        System.out.printf(
            Locale.ROOT,
            "Pair %d: one worker %.1f events/s, two workers %.1f events/s, ratio %.2f%n",
            pair,
            one,
            two,
            two / one);
      }
    }
    ratios.sort(null);
    System.out.printf(Locale.ROOT, "Median ratio %.2f%n", ratios.get(ratios.size() / 2));
  }

  private double eventsPerSecond(
      SparkDistribution spark,
      EmbeddedKafka kafka,
      EmbeddedQdrant store,
      QdrantClient client,
      int pair,
      int workers)
      throws Exception {
    String name = "pair-" + pair + "-workers-" + workers;
    Path left = Files.createDirectory(folder.resolve(name));
    Path report = left.resolve("report.json");
    double speed;
    try (StandaloneCluster cluster =
            StandaloneCluster.start(spark, left.resolve("cluster"), workers);
        RunningDriver driver =
            RunningDriver.submit(
                cluster,
                left,
                workers,
                List.of(),
                List.of(
                    "--bootstrapServers=" + kafka.bootstrapServers(),
                    "--qdrantUrl=" + store.url(),
                    "--topic=" + TOPIC,
                    "--groupId=" + name,
                    "--collection=" + name,
                    "--payloadIndexes=none",
                    // Some seconds of work, of which each executor gets the same share. As many as
                    // can be read in a moment would be half of the stream.
                    "--maxRecordsPerBatch=1000",
                    "--precision=fp32",
                    "--startFrom=earliest",
                    "--maxEvents=" + EVENTS,
                    "--report=" + report))) {
      driver.await("a quarter is stored", () -> stored(client, name) >= EVENTS / 4);
      long begin = System.nanoTime();
      long before = stored(client, name);
      driver.await("everything is stored", () -> stored(client, name) == EVENTS);
      speed = (EVENTS - before) * 1e9 / (System.nanoTime() - begin);
      assertThat(driver.exitCode()).isZero();
    }
    JsonNode figures = new ObjectMapper().readTree(report.toFile());
    assertThat(figures.get("texts_embedded").intValue()).isEqualTo(EVENTS);
    return speed;
  }

  /** The points of a collection, which is not there at first. */
  private static long stored(QdrantClient client, String collection)
      throws ExecutionException, InterruptedException {
    return client.collectionExistsAsync(collection).get() ? client.countAsync(collection).get() : 0;
  }
}
