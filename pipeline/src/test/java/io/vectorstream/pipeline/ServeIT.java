package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.local.generator.GeneratorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run shows over HTTP while it works. */
final class ServeIT {

  private static final int EVENTS = 300;
  private static final int LETTERS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_NANOS = 50_000_000;
  private static final Path DASHBOARD = Path.of("../docker/grafana/dashboards/vectorstream.json");
  private static final Pattern METRIC = Pattern.compile("\\b(?:vectorstream|jvm|process)_\\w+");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void metricsAgreeWithTheReportAndHealthWithTheStore(String runner) throws Exception {
    Path report = folder.resolve("report.json");
    int port = freePort();
    Drain drain = new Drain();
    try (Services services = new Services(folder)) {
      services.send(GeneratorConfig.defaults().withProducts(20), EVENTS);
      services.send(GeneratorConfig.defaults().withMalformedPercent(100), LETTERS);
      CompletableFuture<Services.Outcome> run =
          CompletableFuture.supplyAsync(
              () ->
                  services.run(
                      drain,
                      "--runner=" + runner,
                      "--httpPort=" + port,
                      "--report=" + report,
                      "--drainTimeout=10000"));

      String page =
          await(
              run,
              port,
              "/metrics",
              answer ->
                  value(answer.body(), "vectorstream_points_written_total") == EVENTS
                      && lag(answer.body()) == 0);
      assertThat(sum(page, "vectorstream_events_dead_lettered_total{")).isEqualTo(LETTERS);
      assertThat(value(page, "vectorstream_store_call_points_sum")).isEqualTo(EVENTS);
      assertThat(value(page, "vectorstream_embed_batch_texts_sum"))
          .isBetween(
              value(page, "vectorstream_texts_embedded_total"),
              value(page, "vectorstream_points_written_total"));
      assertTellsWhatTheDashboardAsks(page);
      JsonNode letters =
          new ObjectMapper().readTree(get(port, "/api/deadletters?limit=200").body());
      assertThat(letters.get("letters")).hasSize(LETTERS);
      assertThat(letters.at("/letters/0/source/topic").textValue()).isEqualTo(services.topic);
      JsonNode stats = new ObjectMapper().readTree(get(port, "/api/stats").body());
      assertThat(stats.get("points").longValue()).isEqualTo(EVENTS);
      JsonNode found =
          new ObjectMapper()
              .readTree(get(port, "/api/search?q=coat&limit=3&distinct=product").body());
      assertThat(found.get("hits")).hasSize(3);
      await(run, port, "/health", answer -> answer.statusCode() == 200);
      assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

      assertThat(value(get(port, "/metrics").body(), "vectorstream_store_up")).isEqualTo(1);
      services.store.close();
      HttpResponse<String> ill = get(port, "/health", 503, run);
      JsonNode health = new ObjectMapper().readTree(ill.body());
      assertThat(health.at("/store/status").textValue()).isEqualTo("DOWN");
      assertThat(health.at("/kafka/status").textValue()).isEqualTo("UP");
      assertThat(value(get(port, "/metrics").body(), "vectorstream_store_up")).isZero();
      assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);

      drain.request();
      Services.Outcome outcome = run.get();
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("Look at it, and search, at http://localhost:" + port);
      assertAgrees(page, new ObjectMapper().readTree(report.toFile()));
      assertThat(page)
          .contains("runner=\"" + runner + "\"")
          .contains("model=\"builtin:all-MiniLM-L6-v2\"")
          .doesNotContain("version=\"${");
    }
  }

  private static void assertTellsWhatTheDashboardAsks(String page) throws Exception {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    Set<String> asked = new TreeSet<>();
    for (String query : dashboard.findValuesAsText("expr")) {
      METRIC.matcher(query).results().forEach(metric -> asked.add(metric.group()));
    }
    // It comes with the first collection of garbage.
    asked.remove("jvm_gc_pause_seconds_sum");
    Set<String> told =
        page.lines().map(line -> line.split("[ {]", 2)[0]).collect(Collectors.toSet());
    assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(told);
  }

  private static void assertAgrees(String page, JsonNode report) {
    String[][] pairs = {
      {"vectorstream_events_read_total", "events_read"},
      {"vectorstream_events_parsed_total", "events_parsed"},
      {"vectorstream_points_written_total", "points_written"},
      {"vectorstream_texts_embedded_total", "texts_embedded"},
      {"vectorstream_embedding_cache_hits_total", "cache_hits"},
      {"vectorstream_pipeline_restarts_total", "restarts"}
    };
    for (String[] pair : pairs) {
      assertThat(value(page, pair[0])).as(pair[0]).isEqualTo(report.get(pair[1]).longValue());
    }
    assertThat(value(page, "vectorstream_event_latency_seconds_count")).isEqualTo(EVENTS);
  }

  @Test
  void staysUpWhenAllIsDone() throws Exception {
    int port = freePort();
    Drain drain = new Drain();
    try (Services services = new Services(folder)) {
      services.send(GeneratorConfig.defaults().withProducts(5), 10);
      CompletableFuture<Services.Outcome> run =
          CompletableFuture.supplyAsync(
              () ->
                  services.run(
                      drain,
                      "--runner=DirectRunner",
                      "--maxEvents=10",
                      "--keepOpen=true",
                      "--httpPort=" + port));

      await(run, port, "/health/ready", answer -> answer.body().contains("has done all"));
      await(run, port, "/api/search?q=coat", answer -> answer.body().contains("event_id"));
      drain.request();

      Services.Outcome outcome = run.get();
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("Still to be looked at and searched at http://localhost:");
    }
  }

  @Test
  void kafkaIsUpWhileTheTopicIsWaitedFor() throws Exception {
    int port = freePort();
    Drain drain = new Drain();
    try (Services services = new Services(folder)) {
      services.send(GeneratorConfig.defaults().withProducts(5), 10);
      CompletableFuture<Services.Outcome> run =
          CompletableFuture.supplyAsync(
              () -> services.run(drain, "--runner=DirectRunner", "--httpPort=" + port));
      await(run, port, "/metrics", answer -> lag(answer.body()) == 0);

      try (Admin admin =
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()))) {
        admin.deleteTopics(List.of(services.topic)).all().get();
      }
      await(
          run,
          port,
          "/health",
          answer ->
              isUp("kafka", answer.body())
                  && answer.body().contains("going on with another pipeline"));
      assertThat(lag(get(port, "/metrics").body())).isEqualTo(-1);

      drain.request();
      Services.Outcome outcome = run.get();
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
  }

  private static boolean isUp(String part, String health) {
    try {
      return new ObjectMapper().readTree(health).at("/" + part + "/status").asText().equals("UP");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Services.Outcome outcome =
          Services.runAlone("--demoEvents=1", "--httpPort=" + taken.getLocalPort());

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err())
          .startsWith(
              "VectorStream cannot run: --httpPort: localhost:"
                  + taken.getLocalPort()
                  + " cannot be listened on (")
          .endsWith("name another port, 0 for any that is free, or give --noHttp\n")
          .hasLineCount(1);
    }
  }

  private HttpResponse<String> get(int port, String path, int status, CompletableFuture<?> run)
      throws Exception {
    await(run, port, path, answer -> answer.statusCode() == status);
    return get(port, path);
  }

  private String await(
      CompletableFuture<?> run, int port, String path, Predicate<HttpResponse<String>> wanted)
      throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (true) {
      assertThat(run.isDone()).as("the run goes on").isFalse();
      try {
        HttpResponse<String> answer = get(port, path);
        if (wanted.test(answer)) {
          return answer.body();
        }
        assertThat(Instant.now()).as(answer.body()).isBefore(limit);
      } catch (IOException e) {
        // It has not begun.
        assertThat(Instant.now()).isBefore(limit);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://localhost:" + port + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  private static long value(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(metric.length())))
        .findFirst()
        .orElse(-1);
  }

  /** What waits in all partitions; -1 if it is not known yet. */
  private static long lag(String page) {
    return sum(page, "vectorstream_consumer_lag_offsets{");
  }

  /** Of a metric with labels; -1 if there is none. */
  private static long sum(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
        .reduce(Long::sum)
        .orElse(-1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
