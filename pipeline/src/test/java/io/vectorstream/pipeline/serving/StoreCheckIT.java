package io.vectorstream.pipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store goes away between two checks, and comes back. */
final class StoreCheckIT {

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void findsTheStoreAsSoonAsItIsBack() throws Exception {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
      int target = URI.create(store.url()).getPort();
      FaultyProxy proxy = FaultyProxy.start(HOST, target);
      StoreCheck check = new StoreCheck(QdrantConnection.of(proxy.url()));
      try {
        check.run(LIMIT);
        proxy.close();
        assertThatThrownBy(() -> check.run(LIMIT)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> check.run(LIMIT)).isInstanceOf(ExecutionException.class);

        try (FaultyProxy back = FaultyProxy.start(HOST, target, proxy.port())) {
          answersInAFewTries(check);
          assertThat(back.connections()).isEqualTo(1);
        }
      } finally {
        check.close();
        proxy.close();
      }
    }
  }

  /** A busy machine may take longer to connect than one check waits. */
  private static void answersInAFewTries(StoreCheck check) throws Exception {
    for (int failures = 0; ; failures++) {
      try {
        check.run(LIMIT);
        return;
      } catch (ExecutionException e) {
        if (failures == 5) {
          throw e;
        }
      }
    }
  }
}
