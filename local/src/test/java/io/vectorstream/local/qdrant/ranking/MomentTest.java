package io.vectorstream.local.qdrant.ranking;

import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorInputFactory.vectorInput;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.CollectionCatalog;
import io.vectorstream.local.qdrant.storage.CollectionDefinition;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.storage.UpsertRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MomentTest {
  private static final String COLLECTION = "events";
  private static final String WORDS = "words";
  private static final int POINTS = 20;

  @TempDir Path folder;

  @Test
  void filterOfSeveralComparisonsIsAskedOnceOfEachPoint() throws Exception {
    try (CollectionCatalog catalog = CollectionCatalog.open(folder)) {
      StoredCollection collection = filled(catalog);
      List<Long> asked = new ArrayList<>();
      PointFilter even =
          point -> {
            asked.add(point.id().getNum());
            return point.id().getNum() % 2 == 0;
          };
      Nearest dense = nearest(collection, "", vectorInput(1f), even);
      Nearest sparse = nearest(collection, WORDS, vectorInput(List.of(1f), List.of(7)), even);

      List<Long> found = new ArrayList<>();
      collection.read(
          points -> {
            Moment moment = new Moment(points);
            dense.forEach(moment, (similarity, at) -> found.add(at.point().id().getNum()));
            sparse.forEach(moment, (similarity, at) -> found.add(at.point().id().getNum()));
            return null;
          });

      assertThat(asked).hasSize(POINTS).doesNotHaveDuplicates();
      assertThat(found).hasSize(POINTS).allMatch(number -> number % 2 == 0);
    }
  }

  private static Nearest nearest(
      StoredCollection collection, String name, VectorInput input, PointFilter filter) {
    return new Nearest(
        Target.of(collection.definition().vectors(), name, input), filter, /* threshold= */ null);
  }

  private static StoredCollection filled(CollectionCatalog catalog) throws Exception {
    catalog.create(
        CollectionDefinition.of(
            CreateCollection.newBuilder()
                .setCollectionName(COLLECTION)
                .setVectorsConfig(
                    VectorsConfig.newBuilder()
                        .setParams(VectorParams.newBuilder().setSize(1).setDistance(Distance.Dot)))
                .setSparseVectorsConfig(
                    SparseVectorConfig.newBuilder()
                        .putMap(WORDS, SparseVectorParams.getDefaultInstance()))
                .build()));
    List<PointStruct> points = new ArrayList<>();
    for (int number = 0; number < POINTS; number++) {
      points.add(
          PointStruct.newBuilder()
              .setId(PointIdFactory.id(number))
              .setVectors(
                  VectorsFactory.namedVectors(
                      Map.of("", vector(number), WORDS, vector(List.of(1f), List.of(7)))))
              .build());
    }
    StoredCollection collection = catalog.get(COLLECTION);
    collection.upsert(UpsertRequest.of(UpsertPoints.getDefaultInstance(), points)).get();
    return collection;
  }
}
