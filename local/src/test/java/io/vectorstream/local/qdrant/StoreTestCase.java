package io.vectorstream.local.qdrant;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.qdrant.contract.StoreClient;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One store for the tests of a class; each test takes a collection of its own. */
abstract class StoreTestCase {
  @TempDir static Path folder;
  private static EmbeddedQdrant store;
  static StoreClient client;

  final String collection = "test-" + UUID.randomUUID();

  @BeforeAll
  static void startStore() {
    store = EmbeddedQdrant.start(folder);
    client = new StoreClient(store.port());
  }

  @AfterAll
  static void stopStore() {
    client.close();
    store.close();
  }

  static QdrantClient qdrant() {
    return client.qdrant();
  }
}
