package io.vectorstream.qdrant.point;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asks the embedded store which points there are. */
final class PointLookupIT extends StoreTestCase {

  private void create() {
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(1))).close();
  }

  private void store(List<PointId> ids) throws Exception {
    client
        .upsertAsync(
            collection,
            ids.stream()
                .map(id -> PointStruct.newBuilder().setId(id).setVectors(vectors(1f)).build())
                .toList())
        .get();
  }

  @Test
  void findsWhatIsThereAndNothingElse() throws Exception {
    create();
    List<PointId> there = new ArrayList<>();
    List<PointId> asked = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      PointId point = PointIds.of("event " + i);
      asked.add(point);
      if (i % 3 == 0) {
        there.add(point);
      }
    }
    store(there);

    try (PointLookup lookup = PointLookup.open(connection, collection)) {
      assertThat(lookup.stored(asked)).isEqualTo(new HashSet<>(there));
      assertThat(lookup.stored(List.of())).isEmpty();
    }
  }

  @Test
  void knowsAPointByEveryFormOfItsId() throws Exception {
    create();
    String uuid = UUID.randomUUID().toString();
    store(List.of(id(7), PointIds.of(uuid)));
    PointId upperCase = PointId.newBuilder().setUuid(uuid.toUpperCase(Locale.ROOT)).build();

    try (PointLookup lookup = PointLookup.open(connection, collection)) {
      assertThat(lookup.stored(List.of(id(7), id(8), upperCase)))
          .isEqualTo(Set.of(id(7), PointIds.of(uuid)));
    }
  }

  @Test
  void wantsACollectionAndCreatesNone() throws Exception {
    assertThatThrownBy(() -> PointLookup.open(connection, collection))
        .isInstanceOf(QdrantException.class)
        .hasMessage("Qdrant at " + connection.url() + " has no collection " + collection);
    assertThat(client.collectionExistsAsync(collection).get()).isFalse();
  }

  @Test
  void saysWhenTheStoreHasGone() throws Exception {
    create();
    try (PointLookup lookup = PointLookup.open(connection, collection)) {
      store.close();
      assertThatThrownBy(() -> lookup.stored(List.of(id(1))))
          .isInstanceOf(QdrantException.class)
          .hasMessage("Qdrant cannot be reached at " + connection.url());
    }
  }
}
