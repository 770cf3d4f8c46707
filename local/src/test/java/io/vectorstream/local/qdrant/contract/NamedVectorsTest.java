package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Floats;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedVectorsTest extends ContractTestCase {
  private static final Map<String, VectorParams> VECTORS =
      Map.of(
          "text",
          VectorParams.newBuilder()
              .setSize(2)
              .setDistance(Distance.Cosine)
              .setHnswConfig(HnswConfigDiff.newBuilder().setM(32))
              .setOnDisk(true)
              .build(),
          "image",
          VectorParams.newBuilder().setSize(3).setDistance(Distance.Euclid).build());

  @BeforeEach
  void createCollection() {
    await(qdrant().createCollectionAsync(collection, VECTORS));
  }

  @Test
  void infoDescribesEachVector() {
    assertThat(
            await(qdrant().getCollectionInfoAsync(collection))
                .getConfig()
                .getParams()
                .getVectorsConfig()
                .getParamsMap()
                .getMapMap())
        .isEqualTo(VECTORS);
  }

  @Test
  void pointsHaveSomeOrAllOfTheNames() {
    client.upsert(
        collection,
        point(1, Map.of("a", value(1)), Map.of("text", of(0, 1), "image", of(1, 2, 3))),
        point(2, Map.of("a", value(2)), Map.of("image", of(4, 5, 6))),
        point(3, Map.of("a", value(3)), Map.of()));

    assertThat(vectorsOf(client.retrieve(collection, id(1)).getVectors()))
        .isEqualTo(Map.of("text", of(0, 1), "image", of(1, 2, 3)));
    assertThat(vectorsOf(client.retrieve(collection, id(2)).getVectors()))
        .isEqualTo(Map.of("image", of(4, 5, 6)));
    RetrievedPoint bare = client.retrieve(collection, id(3));
    assertThat(bare.getPayloadMap()).isEqualTo(Map.of("a", value(3)));
    assertThat(bare.getVectors().hasVector()).isFalse();
    assertThat(vectorsOf(bare.getVectors())).isEmpty();
    assertThat(client.count(collection)).isEqualTo(3);
  }

  @Test
  void selectedNamesComeBackAlone() {
    client.upsert(
        collection,
        point(1, Map.of(), Map.of("text", of(0, 1), "image", of(1, 2, 3))),
        point(2, Map.of(), Map.of("image", of(4, 5, 6))));

    List<RetrievedPoint> points =
        await(
            qdrant()
                .retrieveAsync(
                    collection,
                    List.of(id(1), id(2)),
                    WithPayloadSelectorFactory.enable(false),
                    WithVectorsSelectorFactory.include(List.of("text")),
                    null));

    assertThat(
            points.stream()
                .collect(
                    Collectors.toMap(
                        point -> point.getId().getNum(), point -> vectorsOf(point.getVectors()))))
        .isEqualTo(Map.of(1L, Map.of("text", of(0, 1)), 2L, Map.of()));
  }

  @Test
  void upsertReplacesAllVectorsOfAPoint() {
    client.upsert(collection, point(1, Map.of(), Map.of("text", of(0, 1), "image", of(1, 2, 3))));
    client.upsert(collection, point(1, Map.of(), Map.of("image", of(7, 8, 9))));

    assertThat(vectorsOf(client.retrieve(collection, id(1)).getVectors()))
        .isEqualTo(Map.of("image", of(7, 8, 9)));
    assertThat(
            await(
                qdrant()
                    .queryAsync(
                        QueryPoints.newBuilder()
                            .setCollectionName(collection)
                            .setQuery(nearest(0, 1))
                            .setUsing("text")
                            .build())))
        .isEmpty();
  }

  @Test
  void badVectorsAreRefused() {
    PointStruct good = point(1, Map.of(), Map.of("text", of(1, 2), "image", of(1, 2, 3)));

    assertThat(refusedUpsert(good, point(2, Map.of(), 1, 2)))
        .hasMessageContaining("Not existing vector name error");
    assertThat(refusedUpsert(good, point(2, Map.of(), Map.of("sound", of(1, 2)))))
        .hasMessageContaining("Not existing vector name error: sound");
    assertThat(refusedUpsert(good, point(2, Map.of(), Map.of("text", of(1, 2), "image", of(1, 2)))))
        .hasMessageContaining("Vector dimension error: expected dim: 3, got 2");
    refusedUpsert(good, point(2, Map.of(), Map.of("text", List.of())));

    assertThat(client.matching(collection, Filter.getDefaultInstance()))
        .as("where vectors have names, Qdrant may have stored the good point all the same")
        .isSubsetOf(1L);
  }

  private StatusRuntimeException refusedUpsert(PointStruct... points) {
    StatusRuntimeException refusal =
        refusal(qdrant().upsertAsync(upsertOf(collection, points).build()));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refusal;
  }

  private static List<Float> of(float... numbers) {
    return Floats.asList(numbers);
  }
}
