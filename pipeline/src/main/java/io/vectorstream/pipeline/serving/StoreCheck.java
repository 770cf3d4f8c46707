package io.vectorstream.pipeline.serving;

import io.qdrant.client.QdrantClient;
import io.vectorstream.qdrant.connection.LostServer;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.serve.PartCheck;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks Qdrant for its version, the cheapest question there is. */
final class StoreCheck implements PartCheck {

  private final QdrantConnection qdrant;
  private @Nullable QdrantClient client;

  StoreCheck(QdrantConnection qdrant) {
    this.qdrant = qdrant;
  }

  @Override
  public String part() {
    return "store";
  }

  @Override
  public void run(Duration limit) throws Exception {
    if (client == null) {
      client = qdrant.connect();
    }
    LostServer.lookFor(client);
    client.healthCheckAsync(limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
