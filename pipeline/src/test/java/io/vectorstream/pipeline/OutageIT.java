package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.PointIds;
import io.vectorstream.qdrant.QdrantConnection;
import io.vectorstream.tools.generator.GeneratedEvent;
import io.vectorstream.tools.generator.GeneratorConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that goes away in the middle of a run and comes back. */
final class OutageIT {

  private static final int EVENTS = 3_000;

  @TempDir Path folder;

  @Test
  void isWaitedForAndCostsNoEvent() throws Exception {
    try (Services services = new Services(folder.resolve("services"))) {
      List<GeneratedEvent> events =
          services.send(GeneratorConfig.defaults().withProducts(10), EVENTS);
      Path data = folder.resolve("mortal");
      EmbeddedQdrant store = EmbeddedQdrant.start(data);
      int port = store.port();
      QdrantClient client = QdrantConnection.of(store.url()).connect();
      ExecutorService runner = Executors.newSingleThreadExecutor();
      try {
        // DirectRunner takes seconds for these events, so the store dies well before the end.
        Future<Services.Outcome> run =
            runner.submit(
                () ->
                    services.run(
                        "--runner=DirectRunner",
                        "--qdrantUrl=http://127.0.0.1:" + port,
                        "--maxEvents=" + EVENTS));
        awaitPoints(client, services.collection, run);

        store.close();
        awaitAttempt(port);
        assertThat(run.isDone()).isFalse();
        store = EmbeddedQdrant.start(data, port);

        assertThat(run.get(120, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(services.points(client).keySet())
            .isEqualTo(
                events.stream()
                    .map(event -> PointIds.of(event.eventId()).getUuid())
                    .collect(Collectors.toSet()));
        assertThat(services.deadLetters()).isEmpty();
      } finally {
        runner.shutdownNow();
        client.close();
        store.close();
      }
    }
  }

  /** Returns when somebody has tried in vain to reach the store. */
  private static void awaitAttempt(int port) throws IOException {
    try (ServerSocket nobody = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      nobody.setSoTimeout(60_000);
      nobody.accept().close();
    }
  }

  private static void awaitPoints(QdrantClient client, String collection, Future<?> run)
      throws Exception {
    Instant limit = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(limit) && !run.isDone()) {
      try {
        if (client.countAsync(collection).get() > 0) {
          return;
        }
      } catch (ExecutionException e) {
        // The run has not created the collection yet.
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no point was written");
  }
}
