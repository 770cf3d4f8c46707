package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several queries have found becomes one list. */
class FusionTest extends FusionTestCase {

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
  void hitsCarryWhatIsAskedFor() {
    ScoredPoint hit =
        query(
                both()
                    .setQuery(fusion(Fusion.RRF))
                    .setWithPayload(WithPayloadSelectorFactory.enable(true)))
            .get(0);

    assertThat(hit.getPayloadMap()).isEqualTo(Map.of("colour", value("blue")));
  }
}
