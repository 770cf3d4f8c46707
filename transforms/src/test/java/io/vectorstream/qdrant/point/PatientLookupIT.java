package io.vectorstream.qdrant.point;

import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks an embedded store that goes away. */
@Timeout(60)
final class PatientLookupIT extends StoreTestCase {

  private static final PointId POINT = PointIds.of("e-1");

  @BeforeEach
  void fill() throws Exception {
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(1))).close();
    client
        .upsertAsync(
            collection,
            List.of(PointStruct.newBuilder().setId(POINT).setVectors(vectors(1f)).build()))
        .get();
  }

  @Test
  void aStoreThatComesBackIsWaitedFor() throws Exception {
    try (PatientLookup lookup =
        PatientLookup.open(connection, collection, Duration.ofSeconds(50))) {
      int port = store.port();
      store.close();
      CompletableFuture<EmbeddedQdrant> back =
          CompletableFuture.supplyAsync(
              () -> EmbeddedQdrant.start(folder.resolve("store"), port),
              CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

      assertThat(lookup.stored(List.of(POINT, PointIds.of("e-2")))).isEqualTo(Set.of(POINT));
      store = back.get();
    }
  }

  @Test
  void aStoreThatStaysAwayIsAFailure() {
    try (PatientLookup lookup = PatientLookup.open(connection, collection, Duration.ZERO)) {
      store.close();

      assertThatThrownBy(() -> lookup.stored(List.of(POINT))).isInstanceOf(QdrantException.class);
    }
  }
}
