package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Tests on four points, of which a dense and a sparse query find three each. */
abstract class FusionTestCase extends SparseTestCase {
  static final Filter RED = colour("red");
  static final Filter BLUE = colour("blue");

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

  static QueryPoints.Builder both() {
    return QueryPoints.newBuilder().addPrefetch(densely()).addPrefetch(sparsely(1));
  }

  static PrefetchQuery.Builder densely() {
    return PrefetchQuery.newBuilder().setQuery(nearest(1, 0));
  }

  static PrefetchQuery.Builder sparsely(int index) {
    return PrefetchQuery.newBuilder().setQuery(nearest(values(1), indices(index))).setUsing(PLAIN);
  }

  static Filter colour(String colour) {
    return Filter.newBuilder().addMust(matchKeyword("colour", colour)).build();
  }

  /** Points and their scores, the best first. */
  static Map<Long, Double> scores(Object... pointsAndScores) {
    Map<Long, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < pointsAndScores.length; i += 2) {
      scores.put((Long) pointsAndScores[i], (Double) pointsAndScores[i + 1]);
    }
    return scores;
  }

  static void assertScores(List<ScoredPoint> hits, Map<Long, Double> expected) {
    assertThat(numbers(hits)).containsExactlyElementsOf(expected.keySet());
    for (ScoredPoint hit : hits) {
      assertThat((double) hit.getScore())
          .as("score of %s", hit.getId().getNum())
          .isCloseTo(expected.get(hit.getId().getNum()), within(1e-6));
    }
  }
}
