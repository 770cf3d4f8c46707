package io.vectorstream.local.qdrant.grouping;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.ranking.QueryPlan;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.List;

/** A search for the groups that have the best points. */
@FunctionalInterface
public interface GroupSearch {
  /** The best groups of the points as they are at one moment, the best first. */
  List<Group> run(PointReader points) throws IOException;

  /**
   * The search that a request asks for.
   *
   * @param request the query without its groups
   * @param field by which to group
   * @param limit how many groups to find
   * @param size how many points each of them has at most
   */
  static GroupSearch of(
      StoredCollection collection, QueryPoints request, String field, long limit, long size) {
    GroupKeys keys = GroupKeys.at(field);
    if (request.getPrefetchCount() == 0) {
      return new NearestGroups(QueryPlan.nearest(collection, request), keys, limit, size);
    }
    QueryPoints.Builder candidates = request.toBuilder().setLimit(Limits.product(limit, size));
    candidates
        .getFilterBuilder()
        .addMustNot(Condition.newBuilder().setIsEmpty(IsEmptyCondition.newBuilder().setKey(field)));
    return new PrefetchedGroups(
        QueryPlan.ofGroups(collection, candidates.build(), size), keys, limit, size);
  }
}
