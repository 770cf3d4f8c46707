package io.vectorstream.local.qdrant.contract;

import io.qdrant.client.QdrantGrpcClient;
import java.net.URI;
import java.util.Optional;

/**
 * A server that answers.
 *
 * @param url its gRPC address
 * @param stop ends it, if it was started for the tests
 */
record RunningServer(URI url, Optional<String> apiKey, Runnable stop) implements AutoCloseable {
  private static final int GRPC_PORT = 6334;

  StoreClient connect() {
    return connect(isSecure());
  }

  /** Connects with or without TLS, whatever the server speaks. */
  StoreClient connect(boolean tls) {
    int port = url.getPort() < 0 ? GRPC_PORT : url.getPort();
    QdrantGrpcClient.Builder builder = QdrantGrpcClient.newBuilder(url.getHost(), port, tls, false);
    apiKey.ifPresent(builder::withApiKey);
    return new StoreClient(builder);
  }

  boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  @Override
  public void close() {
    stop.run();
  }
}
