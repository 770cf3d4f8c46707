package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.local.qdrant.grouping.Group;
import io.vectorstream.local.qdrant.grouping.GroupKeys;
import io.vectorstream.local.qdrant.grouping.GroupSearch;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.ranking.Place;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A search for the groups of points, by the values of a field, that have the best points. */
final class GroupedQuery {
  private static final long GROUP_LIMIT = 10;
  private static final long GROUP_SIZE = 3;

  private final StoredCollection collection;
  private final GroupSearch search;
  private final PointSelection selection;

  private GroupedQuery(StoredCollection collection, QueryPointGroups request) {
    QueryPoints query = ungrouped(request);
    this.collection = collection;
    search =
        GroupSearch.of(
            collection,
            query,
            request.getGroupBy(),
            Limits.of(request.hasLimit(), request.getLimit(), GROUP_LIMIT),
            Limits.of(request.hasGroupSize(), request.getGroupSize(), GROUP_SIZE));
    selection = PointSelection.of(collection, query);
  }

  static GroupedQuery of(StoredCollection collection, QueryPointGroups request) {
    Failures.refuseIf(request.hasWithLookup(), "with_lookup");
    return new GroupedQuery(collection, request);
  }

  List<PointGroup> run() throws IOException {
    return collection.read(this::run);
  }

  private List<PointGroup> run(PointReader points) throws IOException {
    List<PointGroup> answer = new ArrayList<>();
    PointCursor cursor = points.cursor();
    for (Group group : search.run(points)) {
      PointGroup.Builder found = PointGroup.newBuilder().setId(GroupKeys.id(group.key()));
      for (Place place : group.bestFirst()) {
        found.addHits(selection.scored(cursor.moveTo(place.doc()), place.score()));
      }
      answer.add(found.build());
    }
    return answer;
  }

  /** The same query without its groups, whose limits it does not have. */
  private static QueryPoints ungrouped(QueryPointGroups request) {
    QueryPoints.Builder query =
        QueryPoints.newBuilder()
            .addAllPrefetch(request.getPrefetchList())
            .setUsing(request.getUsing())
            .setParams(request.getParams())
            .setWithVectors(request.getWithVectors());
    if (request.hasQuery()) {
      query.setQuery(request.getQuery());
    }
    if (request.hasFilter()) {
      query.setFilter(request.getFilter());
    }
    if (request.hasWithPayload()) {
      query.setWithPayload(request.getWithPayload());
    }
    if (request.hasScoreThreshold()) {
      query.setScoreThreshold(request.getScoreThreshold());
    }
    if (request.hasLookupFrom()) {
      query.setLookupFrom(request.getLookupFrom());
    }
    if (request.hasShardKeySelector()) {
      query.setShardKeySelector(request.getShardKeySelector());
    }
    return query.build();
  }
}
