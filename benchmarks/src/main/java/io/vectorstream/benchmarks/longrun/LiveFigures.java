package io.vectorstream.benchmarks.longrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a run tells of itself each second, as its page hears it. */
final class LiveFigures implements AutoCloseable {

  private static final String NAME = "event: ";
  private static final String DATA = "data: ";

  private final Stream<String> lines;
  private volatile Optional<JsonNode> latest = Optional.empty();
  private volatile String state = "";

  private LiveFigures(Stream<String> lines) {
    this.lines = lines;
  }

  /**
   * Listens to a run as soon as that is possible.
   *
   * @throws IOException if the run has ended
   */
  static LiveFigures await(RunProcess run, int port) throws IOException, InterruptedException {
    while (true) {
      run.requireAlive();
      try {
        return of(port);
      } catch (ConnectException e) {
        // It does not listen yet.
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  /**
   * Listens to a run, and waits until it reads its topic.
   *
   * @throws IOException if the run has ended
   */
  static LiveFigures awaitReading(RunProcess run, int port)
      throws IOException, InterruptedException {
    LiveFigures figures = await(run, port);
    while (!figures.state.equals("READING")) {
      run.requireAlive();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return figures;
  }

  /** A port that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static LiveFigures of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/live")).build();
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    LiveFigures figures = new LiveFigures(answer.body());
    Thread thread = new Thread(figures::listen, "live");
    thread.setDaemon(true);
    thread.start();
    return figures;
  }

  private void listen() {
    ObjectMapper json = new ObjectMapper();
    String[] event = {""};
    try {
      lines.forEach(
          line -> {
            if (line.startsWith(NAME)) {
              event[0] = line.substring(NAME.length());
            } else if (line.startsWith(DATA)) {
              hear(event[0], read(json, line.substring(DATA.length())));
            }
          });
    } catch (UncheckedIOException e) {
      System.err.println("The run tells no more: " + e.getMessage());
    }
  }

  private void hear(String event, JsonNode data) {
    if (event.equals("sample")) {
      latest = Optional.of(data);
    } else if (event.equals("run")) {
      state = data.path("state").asText();
    }
  }

  private static JsonNode read(ObjectMapper json, String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A figure as it was told last; -1 if nothing was told. */
  long figure(String name) {
    return latest.map(sample -> sample.get(name).asLong()).orElse(-1L);
  }

  @Override
  public void close() {
    lines.close();
  }
}
