package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SparseIndices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sparse query scores the indices that it shares with a point. */
class SparseQueryTest extends SparseTestCase {
  private static final Filter RED =
      Filter.newBuilder().addMust(matchKeyword("colour", "red")).build();

  @Test
  void scoreIsTheSumOverSharedIndices() {
    client.upsert(
        collection,
        point(1, PLAIN, Map.of(1, 2f, 2, 3f)),
        point(2, PLAIN, Map.of(2, 1f, -7, 4f)),
        point(3, PLAIN, Map.of(9, 100f)),
        point(4, PLAIN, Map.of()),
        point(5, WORDS, Map.of(1, 9f)),
        point(6, PLAIN, Map.of(1, -1f)));

    List<ScoredPoint> hits = query(by(PLAIN, Map.of(2, 10f, 1, 1f, -7, 0.5f, 8, 1f)));

    assertThat(numbers(hits)).containsExactly(1L, 2L, 6L);
    assertThat(hits.stream().map(ScoredPoint::getScore)).containsExactly(32f, 12f, -1f);
  }

  @Test
  void rareIndicesWeighMore() {
    client.upsert(
        collection,
        point(1, WORDS, Map.of(1, 1f, 2, 2f)),
        point(2, WORDS, Map.of(1, 1f)),
        point(3, WORDS, Map.of(1, 4f, 3, 1f)),
        point(4, PLAIN, Map.of(1, 1f)),
        point(5, Map.of(), 1, Map.of(2, 1f)));

    List<ScoredPoint> hits = query(by(WORDS, Map.of(1, 1f, 2, 3f)));

    // Three points have words; all of them the first, one of them the second.
    assertThat(numbers(hits)).containsExactly(1L, 3L, 2L);
    assertScore(hits.get(0), idf(3, 3) + 6 * idf(3, 1));
    assertScore(hits.get(1), 4 * idf(3, 3));
    assertScore(hits.get(2), idf(3, 3));
  }

  @Test
  void countsOnlyVectorsThatAreThereAndNotEmpty() {
    client.upsert(
        collection,
        point(1, WORDS, Map.of(1, 1f)),
        point(2, WORDS, Map.of(1, 1f)),
        point(3, WORDS, Map.of(1, 1f)),
        point(4, WORDS, Map.of(2, 1f)),
        point(5, WORDS, Map.of()));
    client.upsert(collection, point(2, WORDS, Map.of(2, 1f)));
    await(qdrant().deleteAsync(collection, List.of(id(3))));

    List<ScoredPoint> hits = query(by(WORDS, Map.of(1, 1f)));

    assertThat(numbers(hits)).containsExactly(1L);
    assertScore(hits.get(0), idf(3, 1));
  }

  @Test
  void filterLeavesTheWeightsAsTheyAre() {
    client.upsert(
        collection,
        point(1, colour("red"), Map.of(WORDS, sparse(Map.of(1, 1f)))),
        point(2, colour("blue"), Map.of(WORDS, sparse(Map.of(1, 9f)))),
        point(3, colour("red"), Map.of(WORDS, sparse(Map.of(1, 3f)))),
        point(4, colour("red"), Map.of(WORDS, sparse(Map.of(2, 1f)))));

    List<ScoredPoint> hits = query(by(WORDS, Map.of(1, 1f)).setFilter(RED));

    assertThat(numbers(hits)).containsExactly(3L, 1L);
    assertScore(hits.get(0), 3 * idf(4, 3));
  }

  @Test
  void limitOffsetAndThreshold() {
    for (int i = 1; i <= 15; i++) {
      client.upsert(collection, point(i, PLAIN, Map.of(i % 2, (float) i)));
    }
    Map<Integer, Float> all = Map.of(0, 1f, 1, 1f);

    assertThat(numbers(query(by(PLAIN, all))))
        .containsExactly(15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L);
    assertThat(numbers(query(by(PLAIN, all).setLimit(2).setOffset(3)))).containsExactly(12L, 11L);
    assertThat(numbers(query(by(PLAIN, all).setScoreThreshold(13)))).containsExactly(15L, 14L);
    assertThat(numbers(query(by(PLAIN, all).setOffset(20)))).isEmpty();
  }

  @Test
  void sumOfZeroIsAHitOnlyWhereSomethingFilters() {
    client.upsert(
        collection,
        point(1, colour("red"), Map.of(PLAIN, sparse(Map.of(1, 1f, 2, 0f)))),
        point(2, colour("red"), Map.of(PLAIN, sparse(Map.of(2, 1f)))),
        point(3, colour("red"), Map.of(PLAIN, sparse(Map.of(3, 1f, 4, 1f)))));
    Map<Integer, Float> cancelling = Map.of(2, 1f, 3, 1f, 4, -1f);

    assertThat(numbers(query(by(PLAIN, cancelling)))).containsExactly(2L);
    assertThat(numbers(query(by(PLAIN, cancelling).setFilter(RED))))
        .containsExactlyInAnyOrder(2L, 1L, 3L)
        .startsWith(2L);
  }

  @Test
  void pointAsQueryNeedsThatVector() {
    client.upsert(
        collection,
        point(1, WORDS, Map.of(1, 1f, 2, 1f)),
        point(2, WORDS, Map.of(2, 1f)),
        point(3, PLAIN, Map.of(2, 1f)));

    List<ScoredPoint> hits =
        query(QueryPoints.newBuilder().setQuery(nearest(id(1))).setUsing(WORDS));

    assertThat(numbers(hits)).containsExactly(2L);
    assertScore(hits.get(0), idf(2, 2));
    for (long other : List.of(3L, 9L)) {
      assertThat(
              refusal(
                      qdrant()
                          .queryAsync(
                              QueryPoints.newBuilder()
                                  .setCollectionName(collection)
                                  .setQuery(nearest(id(other)))
                                  .setUsing(WORDS)
                                  .build()))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void searchTakesIndicesBesideTheValues() {
    client.upsert(collection, point(1, PLAIN, Map.of(1, 2f)), point(2, PLAIN, Map.of(2, 3f)));
    SearchPoints.Builder search =
        SearchPoints.newBuilder()
            .setCollectionName(collection)
            .addAllVector(values(1, 1))
            .setSparseIndices(SparseIndices.newBuilder().addAllData(indices(2, 1)))
            .setLimit(5);

    List<ScoredPoint> hits =
        await(qdrant().searchAsync(search.clone().setVectorName(PLAIN).build()));

    assertThat(numbers(hits)).containsExactly(2L, 1L);
    assertThat(refusal(qdrant().searchAsync(search.build())).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void hitsCarryTheSparseVectorWhenAsked() {
    client.upsert(collection, point(1, Map.of(), 3, Map.of(1, 2f)));

    ScoredPoint hit =
        query(
                by(PLAIN, Map.of(1, 1f))
                    .setWithVectors(WithVectorsSelectorFactory.include(List.of(PLAIN))))
            .get(0);

    assertThat(
            VectorOutputHelper.getSparseVector(
                    hit.getVectors().getVectors().getVectorsOrThrow(PLAIN))
                .getValuesList())
        .containsExactly(2f);
  }

  @Test
  void queryWithoutAnIndexOrWithUnknownOnesFindsNothing() {
    client.upsert(collection, point(1, WORDS, Map.of(1, 2f)));

    assertThat(query(by(WORDS, Map.of()))).isEmpty();
    assertThat(query(by(WORDS, Map.of(5, 1f)))).isEmpty();
    assertThat(query(by(PLAIN, Map.of(1, 1f)))).isEmpty();
  }

  @Test
  void badQueriesAreRefused() {
    client.upsert(collection, point(1, Map.of(), 3, Map.of(1, 2f)));

    assertThat(refused(by("image", Map.of(1, 1f))))
        .hasMessageContaining("Not existing vector name error: image");
    refused(by("", Map.of(1, 1f)));
    refused(QueryPoints.newBuilder().setQuery(nearest(1, 2)).setUsing(WORDS));
    refused(
        QueryPoints.newBuilder().setQuery(nearest(values(1, 1), indices(2, 2))).setUsing(WORDS));
    refused(QueryPoints.newBuilder().setQuery(nearest(values(1), indices(1, 2))).setUsing(WORDS));
    refused(by(WORDS, Map.of(1, 1f)).setLimit(0));
  }

  private static QueryPoints.Builder by(String name, Map<Integer, Float> sparse) {
    return QueryPoints.newBuilder()
        .setQuery(
            nearest(
                sparse(sparse).getSparse().getValuesList(),
                sparse(sparse).getSparse().getIndicesList()))
        .setUsing(name);
  }

  private static Map<String, Value> colour(String colour) {
    return Map.of("colour", value(colour));
  }

  private static double idf(int vectors, int having) {
    return Math.log(1 + (vectors - having + 0.5) / (having + 0.5));
  }

  private static void assertScore(ScoredPoint hit, double expected) {
    assertThat((double) hit.getScore()).isCloseTo(expected, within(1e-6 * expected));
  }
}
