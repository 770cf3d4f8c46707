package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedVectorQueryTest extends ContractTestCase {
  private static final Map<String, VectorParams> VECTORS =
      Map.of(
          "text",
          VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine).build(),
          "image",
          VectorParams.newBuilder().setSize(3).setDistance(Distance.Euclid).build());

  @BeforeEach
  void createCollection() {
    await(qdrant().createCollectionAsync(collection, VECTORS));
  }

  @Test
  void queryComparesTheVectorsOfOneName() {
    client.upsert(
        collection,
        point(1, Map.of(), Map.of("text", of(3, 4), "image", of(0, 0, 9))),
        point(2, Map.of(), Map.of("text", of(5, 0), "image", of(0, 0, 1))),
        point(3, Map.of(), Map.of("image", of(0, 0, 2))),
        point(4, Map.of(), Map.of("text", of(0, 2))));

    List<ScoredPoint> byText = query("text", 2, 0);
    assertThat(numbers(byText)).containsExactly(2L, 1L, 4L);
    assertThat(byText.get(1).getScore()).isCloseTo(0.6f, within(1e-6f));

    List<ScoredPoint> byImage = query("image", 0, 0, 0);
    assertThat(numbers(byImage)).containsExactly(2L, 3L, 1L);
    assertThat(byImage.stream().map(ScoredPoint::getScore)).containsExactly(1f, 2f, 9f);
  }

  @Test
  void queryTakesFilterOffsetThresholdAndSelectionToo() {
    for (int i = 1; i <= 6; i++) {
      client.upsert(
          collection,
          point(
              i,
              Map.of("parity", value(i % 2 == 0 ? "even" : "odd")),
              Map.of("image", of(i, 0, 0), "text", of(1, 0))));
    }
    List<ScoredPoint> hits =
        await(
            qdrant()
                .queryAsync(
                    QueryPoints.newBuilder()
                        .setCollectionName(collection)
                        .setQuery(nearest(0, 0, 0))
                        .setUsing("image")
                        .setFilter(Filter.newBuilder().addMust(matchKeyword("parity", "even")))
                        .setOffset(1)
                        .setScoreThreshold(5)
                        .setWithVectors(WithVectorsSelectorFactory.include(List.of("image")))
                        .build()));

    assertThat(numbers(hits)).containsExactly(4L);
    assertThat(vectorsOf(hits.get(0).getVectors())).isEqualTo(Map.of("image", of(4, 0, 0)));
  }

  @Test
  void searchByVectorName() {
    client.upsert(
        collection,
        point(1, Map.of(), Map.of("image", of(0, 0, 9))),
        point(2, Map.of(), Map.of("image", of(0, 0, 1))),
        point(3, Map.of(), Map.of("text", of(1, 0))));

    assertThat(
            numbers(
                await(
                    qdrant()
                        .searchAsync(
                            SearchPoints.newBuilder()
                                .setCollectionName(collection)
                                .setVectorName("image")
                                .addAllVector(of(0, 0, 8))
                                .setLimit(5)
                                .build()))))
        .containsExactly(1L, 2L);
  }

  @Test
  void pointAsQueryNeedsThatVector() {
    client.upsert(
        collection,
        point(1, Map.of(), Map.of("image", of(0, 0, 1), "text", of(1, 0))),
        point(2, Map.of(), Map.of("image", of(0, 0, 2))));
    QueryPoints.Builder query = QueryPoints.newBuilder().setCollectionName(collection);

    assertThat(
            numbers(
                await(
                    qdrant()
                        .queryAsync(
                            query.clone().setQuery(nearest(id(2))).setUsing("image").build()))))
        .containsExactly(1L);
    assertThat(
            refusal(
                    qdrant()
                        .queryAsync(
                            query.clone().setQuery(nearest(id(2))).setUsing("text").build()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void nanStaysWithItsName() {
    client.upsert(
        collection,
        point(1, Map.of(), Map.of("text", of(1, 0), "image", of(1, 0, 0))),
        point(2, Map.of(), Map.of("text", of(Float.NaN, 0), "image", of(2, 0, 0))));

    assertThat(numbers(query("text", 1, 0))).containsExactly(2L, 1L);
    assertThat(numbers(query("image", 0, 0, 0))).containsExactly(1L, 2L);
  }

  @Test
  void badQueriesAreRefused() {
    client.upsert(collection, point(1, Map.of(), Map.of("text", of(1, 2), "image", of(1, 2, 3))));

    assertThat(refusedQuery("", 1, 2)).hasMessageContaining("Not existing vector name error");
    assertThat(refusedQuery("sound", 1, 2))
        .hasMessageContaining("Not existing vector name error: sound");
    assertThat(refusedQuery("image", 1, 2))
        .hasMessageContaining("Vector dimension error: expected dim: 3, got 2");
  }

  private List<ScoredPoint> query(String using, float... vector) {
    return await(qdrant().queryAsync(queryOf(using, vector)));
  }

  private StatusRuntimeException refusedQuery(String using, float... vector) {
    StatusRuntimeException refusal = refusal(qdrant().queryAsync(queryOf(using, vector)));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refusal;
  }

  private QueryPoints queryOf(String using, float... vector) {
    return QueryPoints.newBuilder()
        .setCollectionName(collection)
        .setQuery(nearest(vector))
        .setUsing(using)
        .build();
  }

  private static List<Float> of(float... numbers) {
    return Floats.asList(numbers);
  }

  private static List<Long> numbers(List<ScoredPoint> hits) {
    return hits.stream().map(hit -> hit.getId().getNum()).collect(Collectors.toList());
  }
}
