package io.vectorstream.local.qdrant.ranking;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes stages of a query as the client sends it; refuses what Qdrant refuses or the store lacks.
 */
public final class QueryPlan {
  private static final long DEFAULT_LIMIT = 10;
  private static final int MAX_DEPTH = 64;

  private final StoredCollection collection;
  private final PrefetchQuery root;

  /** How many times its limit a prefetch finds. */
  private final long abundance;

  /** Whether the stages are asked more than once, each time with fewer points let in. */
  private final boolean repeated;

  private QueryPlan(
      StoredCollection collection, QueryPoints request, long abundance, boolean repeated) {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    this.collection = collection;
    this.root = root(request);
    this.abundance = abundance;
    this.repeated = repeated;
  }

  /** The query as a stage, which finds what the request skips too. */
  public static Stage of(StoredCollection collection, QueryPoints request) {
    QueryPlan plan = new QueryPlan(collection, request, 1, false);
    return plan.stage(plan.root, plan.withoutQueryPoints(), 0);
  }

  /** The query as a stage that can be asked again and again, for groups of so many points. */
  public static Stage ofGroups(StoredCollection collection, QueryPoints request, long groupSize) {
    QueryPlan plan = new QueryPlan(collection, request, groupSize, true);
    return plan.stage(plan.root, plan.withoutQueryPoints(), 0);
  }

  /** A query without prefetches as what it compares. */
  public static Nearest nearest(StoredCollection collection, QueryPoints request) {
    QueryPlan plan = new QueryPlan(collection, request, 1, false);
    return plan.leaf(plan.root, plan.filter(plan.root, plan.withoutQueryPoints()));
  }

  /** A query is a prefetch that nothing goes on from. */
  private static PrefetchQuery root(QueryPoints request) {
    PrefetchQuery.Builder root =
        PrefetchQuery.newBuilder()
            .addAllPrefetch(request.getPrefetchList())
            .setUsing(request.getUsing())
            .setParams(request.getParams())
            .setLimit(
                Limits.sum(
                    Limits.of(request.hasLimit(), request.getLimit(), DEFAULT_LIMIT),
                    request.getOffset()));
    if (request.hasQuery()) {
      root.setQuery(request.getQuery());
    }
    if (request.hasFilter()) {
      root.setFilter(request.getFilter());
    }
    if (request.hasScoreThreshold()) {
      root.setScoreThreshold(request.getScoreThreshold());
    }
    if (request.hasLookupFrom()) {
      root.setLookupFrom(request.getLookupFrom());
    }
    return root.build();
  }

  private Stage stage(PrefetchQuery part, PointFilter inherited, int depth) {
    if (depth > MAX_DEPTH) {
      throw Failures.wrongInput("prefetches depth exceeds max depth " + MAX_DEPTH);
    }
    long limit = Limits.of(part.hasLimit(), part.getLimit(), DEFAULT_LIMIT);
    if (depth > 0) {
      limit = Limits.product(limit, abundance);
    }
    PointFilter filter = filter(part, inherited);
    if (part.getPrefetchCount() == 0) {
      return new NearestStage(leaf(part, filter), limit, repeated ? Limits.NONE : limit);
    }
    if (!part.hasQuery()) {
      throw Failures.wrongInput(
          "A query is needed to merge the prefetches. Can't have prefetches without defining a"
              + " query.");
    }
    List<Stage> sources = new ArrayList<>();
    for (PrefetchQuery prefetch : part.getPrefetchList()) {
      sources.add(stage(prefetch, filter, depth + 1));
    }
    return Fusions.isOne(part.getQuery())
        ? new FusionStage(sources, Fusions.of(part), threshold(part), limit)
        : new RescoreStage(sources, leaf(part, PointFilter.ALL), limit);
  }

  private Nearest leaf(PrefetchQuery part, PointFilter filter) {
    Failures.refuseIf(part.hasLookupFrom(), "lookup_from");
    Failures.refuseIf(part.getParams().getIndexedOnly(), "indexed_only");
    Query query = part.getQuery();
    if (Fusions.isOne(query)) {
      throw Failures.wrongInput("cannot apply Fusion without prefetches");
    }
    Failures.refuseIf(!query.hasNearest(), "queries of the kind " + query.getVariantCase());
    return new Nearest(
        Target.of(collection.definition().vectors(), part.getUsing(), query.getNearest()),
        filter,
        threshold(part));
  }

  private static @Nullable Float threshold(PrefetchQuery part) {
    return part.hasScoreThreshold() ? part.getScoreThreshold() : null;
  }

  private PointFilter filter(PrefetchQuery part, PointFilter inherited) {
    return inherited.and(collection.filter(part.hasFilter(), part.getFilter()));
  }

  /** A point that any part of the query asks with is not in the answer. */
  private PointFilter withoutQueryPoints() {
    List<byte[]> ids = new ArrayList<>();
    collectQueryPoints(root, ids);
    return ids.isEmpty() ? PointFilter.ALL : point -> ids.stream().noneMatch(point::hasId);
  }

  private static void collectQueryPoints(PrefetchQuery part, List<byte[]> ids) {
    PointId id = part.getQuery().getNearest().getId();
    if (part.getQuery().getNearest().hasId()) {
      ids.add(IdBytes.encode(id));
    }
    part.getPrefetchList().forEach(prefetch -> collectQueryPoints(prefetch, ids));
  }
}
