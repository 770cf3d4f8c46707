package io.vectorstream.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.RunState;
import io.vectorstream.serve.ServeSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server, over its wire. */
final class HttpRunServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeRun run = new FakeRun();
  private RunServer.Started server;

  @BeforeEach
  void start() throws IOException {
    server = RunServers.find().orElseThrow().start(settings(0), run);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ServeSettings settings(int port) {
    return new ServeSettings("localhost", port, Duration.ofMinutes(5), false, Optional.empty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private static void assertHeaders(HttpResponse<?> response) {
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("Server")).isEmpty();
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
  }

  @Test
  void servesMetrics() throws Exception {
    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertHeaders(response);
    assertThat(response.body()).contains("vectorstream_events_read_total 100.0\n");
  }

  @Test
  void servesHealth() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(ready.body())
        .isEqualToIgnoringWhitespace("{\"status\": \"UP\", \"message\": \"reading\"}");
    run.state = RunState.STARTING;
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void answersInASentenceWhatItHasNotOrTakesNot() throws Exception {
    HttpResponse<String> missing = get("/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("There is nothing here.\n");
    assertHeaders(missing);

    HttpResponse<String> posted =
        client.send(
            request("/metrics").POST(BodyPublishers.ofString("x")).build(),
            BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(posted.body()).isEqualTo("This can only be read, with GET or HEAD.\n");
    assertHeaders(posted);
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> head =
        client.send(
            request("/metrics").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    HttpResponse<String> header =
        refusal(request("/metrics").header("X-Long", "x".repeat(20_000)).build());
    assertThat(header.statusCode()).isEqualTo(431);
    assertHeaders(header);
    HttpResponse<String> body =
        refusal(request("/metrics").POST(BodyPublishers.ofString("x".repeat(20_000))).build());
    assertThat(body.statusCode()).isEqualTo(413);
    assertHeaders(body);
  }

  /** The server closes what it has not read to the end, and then a client may lose the answer. */
  private HttpResponse<String> refusal(HttpRequest request) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  @Test
  void clientsThatSaySoLittleThatNothingComesOfItStopNobody() throws Exception {
    List<Socket> silent = new ArrayList<>();
    int port = URI.create(server.url()).getPort();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket("localhost", port);
        silent.add(socket);
        if (i % 2 == 0) {
          socket.getOutputStream().write("GET /met".getBytes(US_ASCII));
          socket.getOutputStream().flush();
        }
      }
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      long start = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(
              () -> new HttpRunServer().start(settings(taken.getLocalPort()), new FakeRun()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void tellsOfTheRunSecondBySecond() throws Exception {
    HttpResponse<InputStream> response =
        client.send(request("/api/live").build(), BodyHandlers.ofInputStream());

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      List<String> events = new ArrayList<>();
      Map<String, JsonNode> data = new HashMap<>();
      while (!events.contains("sample")) {
        String line = lines.readLine();
        if (line.startsWith("event: ")) {
          events.add(line.substring("event: ".length()));
          data.put(
              events.get(events.size() - 1),
              new ObjectMapper().readTree(lines.readLine().substring("data: ".length())));
        }
      }
      assertThat(events).contains("run", "health", "history");
      assertThat(data.get("run").get("topics").textValue()).isEqualTo("events");
      assertThat(data.get("run").get("kafkaIsEmbedded").booleanValue()).isFalse();
      assertThat(data.get("run").get("state").textValue()).isEqualTo("READING");
      assertThat(data.get("sample").get("deadLettered").longValue()).isEqualTo(7);
    }
  }

  @Test
  void clientsThatTakeNothingKeepNobodyWaiting() throws Exception {
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = new Socket("localhost", URI.create(server.url()).getPort());
        deaf.add(socket);
        socket
            .getOutputStream()
            .write("GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      HttpResponse<String> seventeenth = get("/api/live");
      assertThat(seventeenth.statusCode()).isEqualTo(503);
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void hasThePageAndAllThatItLoads() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertHeaders(page);
    Matcher references =
        Pattern.compile("(?:src|href|from)\\s*=?\\s*\"(/[^\"]+)\"")
            .matcher(allOf("/", new TreeSet<>()));
    Set<String> wanted = new TreeSet<>();
    while (references.find()) {
      wanted.add(references.group(1));
    }
    assertThat(wanted).contains("/app.js", "/charts.js", "/uplot/uPlot.esm.js", "/style.css");
    for (String path : wanted) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  /** What a page holds, and what the scripts hold that it loads. */
  private String allOf(String path, Set<String> seen) throws Exception {
    String text = get(path).body();
    StringBuilder all = new StringBuilder(text);
    Matcher scripts = Pattern.compile("\"(/[a-z]+\\.js)\"").matcher(text);
    while (scripts.find()) {
      if (seen.add(scripts.group(1))) {
        all.append(allOf(scripts.group(1), seen));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void isReachedAtTheAddressThatItTells(String host) throws Exception {
    ServeSettings everywhere =
        new ServeSettings(host, 0, Duration.ofMinutes(5), false, Optional.empty());
    try (RunServer.Started open = new HttpRunServer().start(everywhere, new FakeRun())) {
      assertThat(open.url()).startsWith("http://localhost:");
      HttpRequest live = HttpRequest.newBuilder(URI.create(open.url() + "/health/live")).build();
      assertThat(client.send(live, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isFoundOnlyUnderNamesOfThisMachine() throws Exception {
    int port = URI.create(server.url()).getPort();
    assertThat(statusFor("localhost:" + port)).isEqualTo(200);
    assertThat(statusFor("127.0.0.1")).isEqualTo(200);
    assertThat(statusFor("[::1]:80")).isEqualTo(200);
    assertThat(statusFor("shop.example:" + port)).isEqualTo(421);
    assertThat(statusFor("127.0.0.1.example")).isEqualTo(421);
    assertThat(statusFor("10.0.0.1")).isEqualTo(421);
  }

  @Test
  void isFoundUnderTheNameThatItWasGiven() throws Exception {
    // It leads to this machine on every machine, and is no name that one can tell by itself.
    String name = "127.1";
    ServeSettings named =
        new ServeSettings(name, 0, Duration.ofMinutes(5), false, Optional.empty());
    try (RunServer.Started open = new HttpRunServer().start(named, new FakeRun())) {
      assertThat(open.url()).startsWith("http://127.1:");
      int port = Integer.parseInt(open.url().substring("http://127.1:".length()));
      assertThat(statusFor(name + ":" + port, port)).isEqualTo(200);
      assertThat(statusFor("localhost:" + port, port)).isEqualTo(200);
      assertThat(statusFor("shop.example:" + port, port)).isEqualTo(421);
    }
  }

  private int statusFor(String host) throws IOException {
    return statusFor(host, URI.create(server.url()).getPort());
  }

  private static int statusFor(String host, int port) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      String status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
      return Integer.parseInt(status.split(" ")[1]);
    }
  }
}
