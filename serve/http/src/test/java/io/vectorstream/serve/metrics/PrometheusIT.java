package io.vectorstream.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.ServeSettings;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself makes of a run and of the files for it. */
final class PrometheusIT {

  private static final Path FILES = Path.of("../../docker/prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 200_000_000;

  @TempDir Path folder;

  @BeforeEach
  void needPrometheus() {
    assumeTrue(
        isInstalled("prometheus") && isInstalled("promtool"),
        "Prometheus is not installed: nothing scrapes the metrics");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  @Test
  void scrapesARunAndAnswersAQuery() throws Exception {
    ServeSettings settings =
        new ServeSettings("localhost", 0, Duration.ofMinutes(5), false, Optional.empty());
    try (RunServer.Started server =
        RunServers.find().orElseThrow().start(settings, new FakeRun())) {
      Path config =
          Files.writeString(
              folder.resolve("prometheus.yml"),
              Files.readString(FILES.resolve("prometheus.yml"))
                  .replace("localhost:8080", URI.create(server.url()).getAuthority())
                  .replace("scrape_interval: 5s", "scrape_interval: 1s")
                  .replace("alerts.yml", FILES.resolve("alerts.yml").toAbsolutePath().toString()));
      int port = freePort();
      Process prometheus =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=localhost:" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      try {
        JsonNode found =
            await(port, "vectorstream_events_dead_lettered_total%7Bstage%3D%22parse%22%7D");
        assertThat(found.at("/metric/reason").textValue()).isEqualTo("not JSON");
        assertThat(found.at("/value/1").textValue()).isEqualTo("7");
        assertThat(await(port, "up").at("/value/1").textValue()).isEqualTo("1");
      } finally {
        prometheus.destroy();
        prometheus.waitFor();
      }
    }
  }

  private JsonNode await(int port, String query) throws Exception {
    URI uri = URI.create("http://localhost:" + port + "/api/v1/query?query=" + query);
    HttpClient client = HttpClient.newHttpClient();
    Instant limit = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        String body =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        JsonNode results = new ObjectMapper().readTree(body).at("/data/result");
        if (!results.isEmpty()) {
          return results.get(0);
        }
      } catch (IOException e) {
        // It has not begun.
      }
      assertThat(Instant.now()).as(Files.readString(folder.resolve("log"))).isBefore(limit);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Test
  void findsNoFaultWithTheFiles() throws Exception {
    assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
    assertThat(promtool("check", "config", "compose.yml")).contains("SUCCESS");
    assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS: 7 rules found");
    assertThat(promtool("test", "rules", "alerts_test.yml")).contains("SUCCESS");
  }

  private String promtool(String... arguments) throws Exception {
    String[] command =
        Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toArray(String[]::new);
    Path output = folder.resolve("promtool");
    Process promtool =
        new ProcessBuilder(command)
            .directory(FILES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = promtool.waitFor();
    assertThat(exitCode).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
