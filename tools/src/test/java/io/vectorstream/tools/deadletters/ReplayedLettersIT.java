package io.vectorstream.tools.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.Drain;
import io.vectorstream.pipeline.VectorStream;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters of a real pipeline, replayed to it. */
final class ReplayedLettersIT {

  private static final int EVENTS = 6;

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] event(int number, String name) {
    return bytes(
        """
        {"event_id": "e-%s", "timestamp": "2026-11-24T10:00:00Z", "product": {"name": "%s"}}"""
            .formatted(number, name));
  }

  @Test
  void whatWasMendedIsStoredOnceHoweverOftenItIsReplayed() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        EmbeddedQdrant store = EmbeddedQdrant.start(folder.resolve("store"));
        QdrantClient qdrant = QdrantConnection.of(store.url()).connect();
        LetterServices services = new LetterServices(kafka)) {
      for (int i = 0; i < EVENTS; i++) {
        services.sendEvent(i % 3, "e-" + i, event(i, "Lamp " + i));
      }
      services.sendEvent(0, "broken", bytes("{broken"));

      // The field's name is mistyped: no event has text.
      run(kafka, store, services, EVENTS + 1, "--textFields=product.nmae", "--collection=none");
      assertThat(services.run("list", "--stage=embed").addresses()).hasSize(EVENTS);
      assertThat(services.run("list", "--stage=parse").addresses()).hasSize(1);

      assertThat(services.run("replay", "--all").out())
          .isEqualToIgnoringNewLines("Sent 7 again, left 0");
      run(kafka, store, services, EVENTS + 1, "--collection=shop");
      Map<String, RetrievedPoint> stored = points(qdrant);
      assertThat(stored.keySet())
          .isEqualTo(
              IntStream.range(0, EVENTS)
                  .mapToObj(i -> PointIds.of("e-" + i).getUuid())
                  .collect(Collectors.toSet()));
      assertThat(services.run("list").addresses()).as("one failed again").hasSize(EVENTS + 2);

      // Once more, and one of the events has a later version by then.
      services.sendEvent(0, "e-0", event(0, "Lantern"));
      assertThat(services.run("replay", "--all").out())
          .isEqualToIgnoringNewLines("Sent 7 again, left 0; 1 were about the same records");
      run(kafka, store, services, EVENTS + 2, "--collection=shop");

      Map<String, RetrievedPoint> after = points(qdrant);
      String first = PointIds.of("e-0").getUuid();
      assertThat(after.get(first).getPayloadMap().get("product").toString()).contains("Lantern");
      assertThat(stored.get(first).getPayloadMap().get("product").toString()).contains("Lamp 0");
      after.remove(first);
      stored.remove(first);
      assertThat(after).isEqualTo(stored);
      assertThat(services.run("list", "--counts").out().lines())
          .contains("           6  embed", "           3  parse");
    }
  }

  private static void run(
      EmbeddedKafka kafka,
      EmbeddedQdrant store,
      LetterServices services,
      int events,
      String... options) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    String[] ours = {
      "--runner=DirectRunner",
      "--bootstrapServers=" + kafka.bootstrapServers(),
      "--qdrantUrl=" + store.url(),
      "--topic=" + services.topic,
      "--maxEvents=" + events,
      "--noHttp"
    };
    String[] args =
        Stream.concat(Arrays.stream(ours), Arrays.stream(options)).toArray(String[]::new);
    assertThat(VectorStream.run(args, new Drain(), out, out)).as(said.toString(UTF_8)).isZero();
  }

  private static Map<String, RetrievedPoint> points(QdrantClient qdrant) throws Exception {
    Map<String, RetrievedPoint> points = new HashMap<>();
    qdrant
        .scrollAsync(
            ScrollPoints.newBuilder()
                .setCollectionName("shop")
                .setLimit(1_000)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .setWithVectors(WithVectorsSelectorFactory.enable(true))
                .build())
        .get()
        .getResultList()
        .forEach(point -> points.put(point.getId().getUuid(), point));
    return points;
  }
}
