package io.vectorstream.local.qdrant.storage;

import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseIndexTest {
  private static final String WORDS = "words";
  private static final String COLLECTION = "events";

  /** With their payload, more than a segment may have that is merged with the next one at once. */
  private static final int POINTS = 3_000;

  private static final int DELETED = 90;
  private static final int EVERY = 0;
  private static final int THIRD = 1;

  @TempDir Path folder;

  @Test
  void pointsThatAreDeletedButStillThereDoNotCount() throws Exception {
    try (CollectionCatalog catalog = CollectionCatalog.open(folder)) {
      StoredCollection collection = filled(catalog);
      List<byte[]> ids = new ArrayList<>();
      for (int number = 0; number < DELETED; number++) {
        ids.add(IdBytes.encode(PointIdFactory.id(number)));
      }
      collection.delete(ids).get();

      collection.read(
          points -> {
            assertThat(points.documents()).as("documents").isEqualTo(POINTS);
            SparseIndex index = points.sparse(WORDS);
            assertThat(index.vectors()).isEqualTo(POINTS - DELETED);
            assertThat(index.having(EVERY)).isEqualTo(POINTS - DELETED);
            assertThat(index.having(THIRD)).isEqualTo((POINTS - DELETED) / 3);
            assertThat(index.having(2)).isZero();
            List<Long> sharing = new ArrayList<>();
            index.forEachSharing(
                SparseNumbers.of(SparseVector.newBuilder().addIndices(THIRD).addValues(1).build()),
                at -> sharing.add(at.point().id().getNum()));
            assertThat(sharing)
                .hasSize((POINTS - DELETED) / 3)
                .allMatch(number -> number >= DELETED && number % 3 == 0);
            return null;
          });
    }
  }

  private static StoredCollection filled(CollectionCatalog catalog) throws Exception {
    catalog.create(
        CollectionDefinition.of(
            CreateCollection.newBuilder()
                .setCollectionName(COLLECTION)
                .setSparseVectorsConfig(
                    SparseVectorConfig.newBuilder()
                        .putMap(WORDS, SparseVectorParams.getDefaultInstance()))
                .build()));
    List<PointStruct> points = new ArrayList<>();
    for (int number = 0; number < POINTS; number++) {
      List<Integer> indices = number % 3 == 0 ? List.of(EVERY, THIRD) : List.of(EVERY);
      List<Float> values = number % 3 == 0 ? List.of(1f, 2f) : List.of(1f);
      points.add(
          PointStruct.newBuilder()
              .setId(PointIdFactory.id(number))
              .setVectors(VectorsFactory.namedVectors(Map.of(WORDS, vector(values, indices))))
              .putPayload("text", value("x".repeat(2_000)))
              .build());
    }
    StoredCollection collection = catalog.get(COLLECTION);
    collection.upsert(UpsertRequest.of(UpsertPoints.getDefaultInstance(), points)).get();
    return collection;
  }
}
