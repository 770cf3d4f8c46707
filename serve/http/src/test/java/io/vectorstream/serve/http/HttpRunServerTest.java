package io.vectorstream.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.RunState;
import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    return new ServeSettings("localhost", port, Duration.ofMinutes(5));
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
        client.send(
            request("/metrics").header("X-Long", "x".repeat(20_000)).build(),
            BodyHandlers.ofString());
    assertThat(header.statusCode()).isEqualTo(431);
    assertHeaders(header);
    HttpResponse<String> body =
        client.send(
            request("/metrics").POST(BodyPublishers.ofString("x".repeat(20_000))).build(),
            BodyHandlers.ofString());
    assertThat(body.statusCode()).isEqualTo(413);
    assertHeaders(body);
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
          socket.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
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
}
