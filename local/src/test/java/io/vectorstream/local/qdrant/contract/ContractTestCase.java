package io.vectorstream.local.qdrant.contract;

import static io.vectorstream.local.qdrant.contract.StoreClient.await;

import io.qdrant.client.QdrantClient;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a class's tests against every {@link ContractServer}; where one is missing, each of its
 * tests is skipped and says why.
 *
 * <p>A test takes a collection of its own, and may create others whose names begin with that one's:
 * all of them are deleted afterwards, since the server may be somebody's.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
abstract class ContractTestCase {
  @TempDir static Path folder;
  private static @Nullable RunningServer running;
  private static @Nullable StoreClient connection;

  @Parameter ContractServer kind;

  final String collection = "vectorstream-contract-" + UUID.randomUUID();
  StoreClient client;

  @BeforeParameterizedClassInvocation
  static void start(ContractServer kind) {
    if (kind.absence().isEmpty()) {
      running = kind.start(folder);
      connection = running.connect();
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (running != null) {
      connection.close();
      running.close();
      running = null;
    }
  }

  @BeforeEach
  void connect() {
    kind.absence().ifPresent(Assumptions::abort);
    client = connection;
  }

  @AfterEach
  void deleteCollections() {
    if (client != null) {
      for (String name : await(qdrant().listCollectionsAsync())) {
        if (name.startsWith(collection)) {
          await(qdrant().deleteCollectionAsync(name));
        }
      }
    }
  }

  QdrantClient qdrant() {
    return client.qdrant();
  }

  static RunningServer server() {
    return running;
  }
}
