package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A small server that answers as a registry with Confluent's API does. */
public final class RegistryServer implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private volatile @Nullable String authorization;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private RegistryServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
  }

  public static RegistryServer start() throws IOException {
    RegistryServer registry =
        new RegistryServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    registry.server.start();
    return registry;
  }

  public String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  /** Registers a schema. */
  public RegistryServer with(int id, String schema) {
    return with("/schemas/ids/" + id, 200, body(schema).toString());
  }

  /** Refuses whoever does not send this header. */
  public RegistryServer wanting(String header) {
    authorization = header;
    return this;
  }

  /** Gives some answer to a question. */
  public RegistryServer with(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  static ObjectNode body(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema);
  }

  /** What it was asked, in that order. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(path);
    String wanted = authorization;
    if (wanted != null && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    Answer answer =
        answers.getOrDefault(path, new Answer(404, "{\"error_code\": 40403, \"message\": \"no\"}"));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (answer.status() / 100 == 3) {
      exchange.getResponseHeaders().add("Location", "/schemas/ids/1");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
