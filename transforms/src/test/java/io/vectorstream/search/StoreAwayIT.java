package io.vectorstream.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store goes away between two questions, and comes back. */
final class StoreAwayIT {

  private static final String HOST = "127.0.0.1";

  @TempDir Path folder;

  @Test
  void isAskedAgainAsSoonAsItIsBack() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
      QdrantCollection.open(
              QdrantConnection.of(store.url()), CollectionSpec.of("shop", VectorSpec.of(2)))
          .close();
      int target = URI.create(store.url()).getPort();
      FaultyProxy proxy = FaultyProxy.start(HOST, target);
      try (StoredEvents events = new StoredEvents(QdrantConnection.of(proxy.url()), "shop")) {
        assertThat(events.stats().points()).isZero();
        proxy.close();
        assertThatThrownBy(events::stats).isInstanceOf(QdrantException.class);
        assertThatThrownBy(events::stats)
            .isInstanceOf(QdrantException.class)
            .hasMessage("Qdrant cannot be reached at " + proxy.url());

        try (FaultyProxy back = FaultyProxy.start(HOST, target, proxy.port())) {
          assertThat(pointsInAFewTries(events)).isZero();
          assertThat(back.connections()).isEqualTo(1);
        }
      } finally {
        proxy.close();
      }
    }
  }

  /** A busy machine may take longer to connect than one question waits. */
  private static long pointsInAFewTries(StoredEvents events) {
    for (int failures = 0; ; failures++) {
      try {
        return events.stats().points();
      } catch (QdrantException e) {
        if (failures == 5) {
          throw e;
        }
      }
    }
  }
}
