package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueryTest extends ContractTestCase {
  private static final float NAN = Float.NaN;

  @Test
  void cosineVectorsComeBackNormalized() {
    client.create(collection, 2, Distance.Cosine);
    client.upsert(collection, point(1, Map.of(), 3, 4), point(2, Map.of(), 0, 0));

    List<Float> stored = vectorOf(client.retrieve(collection, id(1)));
    assertThat(stored.get(0)).isCloseTo(0.6f, within(1e-6f));
    assertThat(stored.get(1)).isCloseTo(0.8f, within(1e-6f));
    assertThat(vectorOf(client.retrieve(collection, id(2)))).containsExactly(0f, 0f);
  }

  @Test
  void normalizedCosineVectorsComeBackAsTheyWere() {
    client.create(collection, 3, Distance.Cosine);
    float[] unit = {0.36f, 0.48f, 0.8f};
    client.upsert(collection, point(1, Map.of(), unit));

    List<Float> stored = vectorOf(client.retrieve(collection, id(1)));
    for (int i = 0; i < unit.length; i++) {
      assertThat(stored.get(i)).isCloseTo(unit[i], within(1e-7f));
    }
  }

  @Test
  void cosineOrdersByAngle() {
    client.create(collection, 2, Distance.Cosine);
    client.upsert(
        collection,
        point(1, Map.of(), 0, 5),
        point(2, Map.of(), 7, 7),
        point(3, Map.of(), 9, 0),
        point(4, Map.of(), 0, 0),
        point(5, Map.of(), -1, 0));

    List<ScoredPoint> hits = query(by(2, 0));

    assertThat(numbers(hits)).containsExactly(3L, 2L, 1L, 4L, 5L);
    assertThat(hits.get(0).getScore()).isCloseTo(1f, within(1e-6f));
    assertThat(hits.get(1).getScore()).isCloseTo(0.7071068f, within(1e-6f));
    assertThat(hits.get(3).getScore()).isZero();
    assertThat(hits.get(4).getScore()).isCloseTo(-1f, within(1e-6f));
  }

  @Test
  void everyDistanceScoresItsOwnWay() {
    // The query is (3, 2): point 1 is off by (-2, 2), point 2 by (1, 2).
    assertScores(Distance.Dot, List.of(2L, 1L), 20f, 11f);
    assertScores(Distance.Euclid, List.of(2L, 1L), (float) Math.sqrt(5), (float) Math.sqrt(8));
    assertScores(Distance.Manhattan, List.of(2L, 1L), 3f, 4f);
  }

  @Test
  void limitOffsetAndThreshold() {
    client.create(collection, 1, Distance.Dot);
    for (int i = 1; i <= 15; i++) {
      client.upsert(collection, point(i, Map.of(), i));
    }

    assertThat(numbers(query(by(1)))).containsExactly(15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L);
    assertThat(numbers(query(by(1).setLimit(2).setOffset(3)))).containsExactly(12L, 11L);
    assertThat(numbers(query(by(1).setOffset(15)))).isEmpty();
    assertThat(numbers(query(by(1).setScoreThreshold(13)))).containsExactly(15L, 14L);
    assertThat(numbers(query(by(1).setScoreThreshold(13).setOffset(1)))).containsExactly(14L);
    assertThat(numbers(query(by(1).setLimit(1_000).setOffset(13)))).containsExactly(2L, 1L);
  }

  @Test
  void thresholdOfADistanceIsAnUpperBound() {
    client.create(collection, 1, Distance.Euclid);
    client.upsert(collection, point(1, Map.of(), 1), point(2, Map.of(), 2), point(3, Map.of(), 3));
    assertThat(numbers(query(by(0).setScoreThreshold(2.5f)))).containsExactly(1L, 2L);
  }

  @Test
  void payloadAndVectorsComeOnlyWhenAsked() {
    client.create(collection, 2, Distance.Dot);
    client.upsert(collection, point(1, Map.of("a", value(1), "b", value(2)), 1, 2));

    ScoredPoint bare = query(by(1, 1)).get(0);
    assertThat(bare.getPayloadMap()).isEmpty();
    assertThat(bare.hasVectors()).isFalse();

    ScoredPoint full =
        query(
                by(1, 1)
                    .setWithPayload(WithPayloadSelectorFactory.include(List.of("b")))
                    .setWithVectors(WithVectorsSelectorFactory.enable(true)))
            .get(0);
    assertThat(full.getPayloadMap()).isEqualTo(Map.of("b", value(2)));
    assertThat(VectorOutputHelper.getDenseVector(full.getVectors().getVector()).getDataList())
        .containsExactly(1f, 2f);
  }

  @Test
  void filterNarrowsTheCandidates() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(
        collection,
        point(1, Map.of("category", value("shoes")), 1),
        point(2, Map.of("category", value("books")), 2),
        point(3, Map.of("category", value("shoes")), 3));

    Filter shoes = Filter.newBuilder().addMust(matchKeyword("category", "shoes")).build();
    assertThat(numbers(query(by(1).setFilter(shoes)))).containsExactly(3L, 1L);
    assertThat(
            await(
                    qdrant()
                        .searchAsync(
                            SearchPoints.newBuilder()
                                .setCollectionName(collection)
                                .addVector(1)
                                .setFilter(shoes)
                                .setLimit(1)
                                .build()))
                .stream()
                .map(hit -> hit.getId().getNum()))
        .containsExactly(3L);
  }

  @Test
  void nanVectorsAreStoredAndComeFirst() {
    client.create(collection, 2, Distance.Cosine);
    client.upsert(
        collection,
        point(1, Map.of(), 1, 0),
        point(2, Map.of(), NAN, 1),
        point(3, Map.of(), Float.POSITIVE_INFINITY, 1),
        point(4, Map.of(), 1e38f, 1e38f));

    List<ScoredPoint> hits = query(by(1, 0));

    assertThat(numbers(hits).subList(0, 2)).containsExactlyInAnyOrder(2L, 3L);
    assertThat(hits.get(0).getScore()).isNaN();
    assertThat(hits.get(1).getScore()).isNaN();
    assertThat(numbers(hits).subList(2, 4)).containsExactly(1L, 4L);
    assertThat(vectorOf(client.retrieve(collection, id(4)))).containsExactly(0f, 0f);
  }

  @Test
  void pointAsQueryIsNotAmongItsOwnHits() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 1), point(2, Map.of(), 2), point(3, Map.of(), 3));

    assertThat(numbers(query(QueryPoints.newBuilder().setQuery(nearest(id(3))))))
        .containsExactly(2L, 1L);
    assertThat(refused(QueryPoints.newBuilder().setQuery(nearest(id(9)))))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void seesEveryAcknowledgedWriteAndNoReplacedPoint() {
    client.create(collection, 1, Distance.Dot);
    for (int i = 1; i <= 50; i++) {
      client.upsert(collection, point(1, Map.of(), i), point(2, Map.of(), -i));
      List<ScoredPoint> hits = query(by(1));
      assertThat(numbers(hits)).containsExactly(1L, 2L);
      assertThat(hits.get(0).getScore()).isEqualTo(i);
    }
  }

  @Test
  void refusals() {
    client.create(collection, 2, Distance.Cosine);
    assertThat(refused(by(1, 2, 3))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused(by(1, 2).setLimit(0))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused(by(1, 2).setUsing("image"))).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private void assertScores(Distance distance, List<Long> order, Float... scores) {
    String each = collection + distance;
    client.create(each, 2, distance);
    client.upsert(each, point(1, Map.of(), 1, 4), point(2, Map.of(), 4, 4));
    List<ScoredPoint> hits = await(qdrant().queryAsync(by(3, 2).setCollectionName(each).build()));
    assertThat(numbers(hits)).isEqualTo(order);
    assertThat(hits.stream().map(ScoredPoint::getScore)).containsExactly(scores);
  }

  private List<ScoredPoint> query(QueryPoints.Builder request) {
    return await(qdrant().queryAsync(request.setCollectionName(collection).build()));
  }

  private Status.Code refused(QueryPoints.Builder request) {
    return refusal(qdrant().queryAsync(request.setCollectionName(collection).build()))
        .getStatus()
        .getCode();
  }

  private static QueryPoints.Builder by(float... vector) {
    return QueryPoints.newBuilder().setQuery(nearest(vector));
  }

  private static List<Long> numbers(List<ScoredPoint> hits) {
    return hits.stream().map(hit -> hit.getId().getNum()).collect(Collectors.toList());
  }
}
