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
abstract class StoreTestCase {

  @TempDir Path folder;

  final String collection = "c-" + UUID.randomUUID();
  EmbeddedQdrant store;
  QdrantConnection connection;
  QdrantClient client;

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
