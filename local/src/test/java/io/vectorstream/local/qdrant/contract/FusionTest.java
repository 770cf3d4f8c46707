package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One query goes on from what others have found. */
class FusionTest extends SparseTestCase {
  private static final Filter RED = colour("red");
  private static final Filter BLUE = colour("blue");

  /** The dense query finds 1, 2, 3, with scores 3, 2, 1. The sparse one finds 2, 4, 1, likewise. */
  @BeforeEach
  void upsertPoints() {
    client.upsert(
        collection,
        point(1, Map.of("colour", value("red")), 3, Map.of(1, 1f)),
        point(2, Map.of("colour", value("blue")), 2, Map.of(1, 3f)),
        point(3, Map.of("colour", value("red")), 1, Map.of(2, 5f)),
        point(4, Map.of("colour", value("red")), Map.of(PLAIN, sparse(Map.of(1, 2f)))));
  }

  @Test
  void ranksAreFusedFromTwoOn() {
    assertScores(
        query(both().setQuery(fusion(Fusion.RRF))),
        scores(2L, 1 / 3.0 + 1 / 2.0, 1L, 1 / 2.0 + 1 / 4.0, 4L, 1 / 3.0, 3L, 1 / 4.0));
    assertScores(
        query(both().setQuery(rrf(Rrf.getDefaultInstance()))),
        scores(2L, 1 / 3.0 + 1 / 2.0, 1L, 1 / 2.0 + 1 / 4.0, 4L, 1 / 3.0, 3L, 1 / 4.0));
  }

  @Test
  void ranksAreFusedFromAnyNumberOn() {
    assertScores(
        query(both().setQuery(rrf(Rrf.newBuilder().setK(60).build()))),
        scores(2L, 1 / 61.0 + 1 / 60.0, 1L, 1 / 60.0 + 1 / 62.0, 4L, 1 / 61.0, 3L, 1 / 62.0));
  }

  @Test
  void weightsStretchTheRanks() {
    assertScores(
        query(both().setQuery(rrf(Rrf.newBuilder().addAllWeights(values(3, 1)).build()))),
        scores(
            2L,
            1 / (2 / 3.0 + 1) + 1 / 2.0,
            1L,
            1 / (1 / 3.0 + 1) + 1 / 4.0,
            3L,
            1 / (3 / 3.0 + 1),
            4L,
            1 / 3.0));
    assertScores(
        query(both().setQuery(rrf(Rrf.newBuilder().addAllWeights(values(1, 0)).build()))),
        scores(1L, 1 / 2.0, 2L, 1 / 3.0, 3L, 1 / 4.0, 4L, 0.0));
  }

  @Test
  void scoresAreFusedByTheirDistribution() {
    // Each list has the mean 2 and the deviation 1, so -1 becomes 0 and 5 becomes 1.
    assertScores(
        query(both().setQuery(fusion(Fusion.DBSF))),
        scores(2L, 3 / 6.0 + 4 / 6.0, 1L, 4 / 6.0 + 2 / 6.0, 4L, 3 / 6.0, 3L, 2 / 6.0));
  }

  @Test
  void scoresThatDoNotDifferAreInTheMiddle() {
    client.upsert(
        collection,
        point(7, Map.of(), 0, Map.of(7, 4f)),
        point(8, Map.of(), 0, Map.of(7, 4f, 8, 1f)));

    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(sparsely(7))
                .addPrefetch(sparsely(8))
                .setQuery(fusion(Fusion.DBSF))),
        scores(8L, 1.0, 7L, 0.5));
  }

  @Test
  void eachPrefetchHasItsLimitFilterAndThreshold() {
    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(densely().setLimit(1))
                .addPrefetch(sparsely(1).setFilter(RED))
                .setQuery(fusion(Fusion.RRF))),
        scores(1L, 1 / 2.0 + 1 / 3.0, 4L, 1 / 2.0));
    assertThat(
            numbers(
                query(
                    QueryPoints.newBuilder()
                        .addPrefetch(densely().setScoreThreshold(1))
                        .setQuery(fusion(Fusion.RRF)))))
        .containsExactly(1L, 2L);
  }

  @Test
  void prefetchFindsTenUnlessAskedOtherwise() {
    for (int i = 11; i <= 25; i++) {
      client.upsert(collection, point(i, Map.of(), i, Map.of()));
    }
    QueryPoints.Builder query = QueryPoints.newBuilder().setQuery(fusion(Fusion.RRF)).setLimit(100);

    assertThat(query(query.clone().addPrefetch(densely()))).hasSize(10);
    assertThat(query(query.clone().addPrefetch(densely().setLimit(12)))).hasSize(12);
    assertThat(query(query.clone().clearLimit().addPrefetch(densely().setLimit(12)))).hasSize(10);
  }

  @Test
  void filterHoldsForEveryPrefetch() {
    assertScores(
        query(both().setFilter(RED).setQuery(fusion(Fusion.RRF))),
        scores(1L, 1 / 2.0 + 1 / 3.0, 4L, 1 / 2.0, 3L, 1 / 3.0));
    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(densely().setFilter(BLUE))
                .addPrefetch(sparsely(1))
                .setFilter(RED)
                .setQuery(fusion(Fusion.RRF))),
        scores(4L, 1 / 2.0, 1L, 1 / 3.0));
  }

  @Test
  void thresholdLimitAndOffsetAreOfTheFusedList() {
    QueryPoints.Builder fused = both().setQuery(fusion(Fusion.RRF));

    assertThat(numbers(query(fused.clone().setScoreThreshold(0.25f))))
        .as("what is equal passes")
        .containsExactly(2L, 1L, 4L, 3L);
    assertThat(numbers(query(fused.clone().setScoreThreshold(0.26f)))).containsExactly(2L, 1L, 4L);
    assertThat(numbers(query(fused.clone().setOffset(1).setLimit(2)))).containsExactly(1L, 4L);
    assertThat(numbers(query(fused.clone().setOffset(4)))).isEmpty();
  }

  @Test
  void nearestRescoresWhatWasPrefetched() {
    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(sparsely(1))
                .setQuery(nearest(10, 0))
                .setScoreThreshold(20)),
        scores(1L, 30.0));
    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(densely())
                .addPrefetch(sparsely(2))
                .setQuery(sparsely(1).getQuery())
                .setUsing(PLAIN)),
        scores(2L, 3.0, 1L, 1.0));
  }

  @Test
  void prefetchesMayHavePrefetches() {
    PrefetchQuery.Builder fused =
        PrefetchQuery.newBuilder()
            .addPrefetch(densely())
            .addPrefetch(sparsely(1))
            .setQuery(fusion(Fusion.RRF))
            .setLimit(2);

    assertScores(
        query(
            QueryPoints.newBuilder()
                .addPrefetch(fused)
                .addPrefetch(sparsely(1))
                .setQuery(fusion(Fusion.RRF))),
        scores(2L, 1 / 2.0 + 1 / 2.0, 1L, 1 / 3.0 + 1 / 4.0, 4L, 1 / 3.0));
    assertThat(
            numbers(
                query(
                    QueryPoints.newBuilder()
                        .addPrefetch(fused.clone().setFilter(RED))
                        .setQuery(fusion(Fusion.RRF)))))
        .containsExactly(1L, 4L);
  }

  @Test
  void pointThatIsAskedWithIsNotFoundByAnyPrefetch() {
    assertThat(
            numbers(
                query(
                    QueryPoints.newBuilder()
                        .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(id(1))))
                        .addPrefetch(sparsely(1))
                        .setQuery(fusion(Fusion.RRF)))))
        .containsExactlyInAnyOrder(2L, 3L, 4L)
        .startsWith(2L);
    assertThat(
            refusal(
                    qdrant()
                        .queryAsync(
                            QueryPoints.newBuilder()
                                .setCollectionName(collection)
                                .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(id(9))))
                                .setQuery(fusion(Fusion.RRF))
                                .build()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void hitsCarryWhatIsAskedFor() {
    ScoredPoint hit =
        query(
                both()
                    .setQuery(fusion(Fusion.RRF))
                    .setWithPayload(WithPayloadSelectorFactory.enable(true)))
            .get(0);

    assertThat(hit.getPayloadMap()).isEqualTo(Map.of("colour", value("blue")));
  }

  @Test
  void refusals() {
    Query ranks = fusion(Fusion.RRF);
    refused(QueryPoints.newBuilder().setQuery(ranks));
    refused(both());
    refused(both().setQuery(ranks).setUsing(PLAIN));
    refused(both().setQuery(ranks).setLimit(0));
    refused(both().setQuery(rrf(Rrf.newBuilder().setK(0).build())));
    refused(both().setQuery(rrf(Rrf.newBuilder().addAllWeights(values(1, 1, 1)).build())));
    refused(QueryPoints.newBuilder().setQuery(ranks).addPrefetch(densely().setLimit(0)));
    refused(
        QueryPoints.newBuilder()
            .setQuery(ranks)
            .addPrefetch(PrefetchQuery.newBuilder().addPrefetch(densely())));
    refused(
        QueryPoints.newBuilder()
            .setQuery(ranks)
            .addPrefetch(PrefetchQuery.newBuilder().setQuery(ranks)));
    assertThat(
            refused(
                QueryPoints.newBuilder().setQuery(ranks).addPrefetch(sparsely(1).setUsing("x"))))
        .hasMessageContaining("Not existing vector name error: x");
  }

  private static QueryPoints.Builder both() {
    return QueryPoints.newBuilder().addPrefetch(densely()).addPrefetch(sparsely(1));
  }

  private static PrefetchQuery.Builder densely() {
    return PrefetchQuery.newBuilder().setQuery(nearest(1, 0));
  }

  private static PrefetchQuery.Builder sparsely(int index) {
    return PrefetchQuery.newBuilder().setQuery(nearest(values(1), indices(index))).setUsing(PLAIN);
  }

  private static Filter colour(String colour) {
    return Filter.newBuilder().addMust(matchKeyword("colour", colour)).build();
  }

  /** Points and their scores, the best first. */
  private static Map<Long, Double> scores(Object... pointsAndScores) {
    Map<Long, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < pointsAndScores.length; i += 2) {
      scores.put((Long) pointsAndScores[i], (Double) pointsAndScores[i + 1]);
    }
    return scores;
  }

  private static void assertScores(List<ScoredPoint> hits, Map<Long, Double> expected) {
    assertThat(numbers(hits)).containsExactlyElementsOf(expected.keySet());
    for (ScoredPoint hit : hits) {
      assertThat((double) hit.getScore())
          .as("score of %s", hit.getId().getNum())
          .isCloseTo(expected.get(hit.getId().getNum()), within(1e-6));
    }
  }
}
