package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One query goes on from what others have found. */
class PrefetchTest extends FusionTestCase {

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
}
