package io.vectorstream.qdrant;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An embedded store for each test, spoken to through the real client. */
public abstract class StoreTestCase {

  @TempDir protected Path folder;

  protected final String collection = "c-" + UUID.randomUUID();
  protected EmbeddedQdrant store;
  protected QdrantConnection connection;
  protected QdrantClient client;

  @BeforeEach
  void startStore() {
    store = EmbeddedQdrant.start(folder.resolve("store"));
    connection = QdrantConnection.of(store.url());
    client = connection.connect();
  }

  @AfterEach
  void stopStore() {
    client.close();
    store.close();
  }
}
