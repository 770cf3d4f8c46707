package io.vectorstream.docker;

import com.sun.net.httpserver.HttpServer;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.ProcessDefaults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The embedded store in a container, in Qdrant's place: the same folder, ports and variable of the
 * environment for the API key. Of Qdrant's HTTP API it has {@code /readyz} alone.
 */
public final class StandInStore {

  private static final int HTTP_PORT = 6333;
  private static final int GRPC_PORT = 6334;
  private static final int OK = 200;

  private StandInStore() {}

  /** Starts the store, which runs until the process ends. */
  public static void main(String[] args) throws IOException {
    ProcessDefaults.apply();
    EmbeddedQdrant store =
        EmbeddedQdrant.start(
            Path.of("/qdrant/storage"),
            new InetSocketAddress(GRPC_PORT),
            System.getenv("QDRANT__SERVICE__API_KEY"));
    Runtime.getRuntime().addShutdownHook(new Thread(store::close));
    HttpServer http = HttpServer.create(new InetSocketAddress(HTTP_PORT), 0);
    http.createContext(
        "/readyz",
        exchange -> {
          exchange.sendResponseHeaders(OK, -1);
          exchange.close();
        });
    http.start();
  }
}
