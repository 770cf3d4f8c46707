package io.vectorstream.local.qdrant.ranking;

import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.Rrf;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.List;

/** Reads fusions as the client sends them. */
final class Fusions {
  private Fusions() {}

  /** Whether a query is one. */
  static boolean isOne(Query query) {
    return query.hasFusion() || query.hasRrf();
  }

  /** The one that this part of a query asks for; refuses what Qdrant refuses. */
  static Fusion of(PrefetchQuery part) {
    if (!part.getUsing().isEmpty()) {
      throw Failures.wrongInput("Fusion queries cannot be combined with the 'using' field.");
    }
    Query query = part.getQuery();
    if (query.hasRrf()) {
      return reciprocalRanks(query.getRrf(), part.getPrefetchCount());
    }
    return switch (query.getFusion()) {
      case RRF -> new ReciprocalRankFusion(ReciprocalRankFusion.DEFAULT_K, List.of());
      case DBSF -> new DistributionFusion();
      case UNRECOGNIZED -> throw Failures.wrongInput("invalid fusion type");
    };
  }

  private static Fusion reciprocalRanks(Rrf rrf, int prefetches) {
    if (rrf.hasK() && rrf.getK() == 0) {
      throw Failures.wrongInput("k: value 0 invalid, must be 1 or larger");
    }
    int weights = rrf.getWeightsCount();
    if (weights > 0 && weights != prefetches) {
      throw Failures.wrongInput(
          "Number of weights in RRF should match number of pre-fetches: got "
              + weights
              + ", expected "
              + prefetches);
    }
    return new ReciprocalRankFusion(
        rrf.hasK() ? Integer.toUnsignedLong(rrf.getK()) : ReciprocalRankFusion.DEFAULT_K,
        rrf.getWeightsList());
  }
}
