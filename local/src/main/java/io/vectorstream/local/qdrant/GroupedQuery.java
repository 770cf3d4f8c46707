package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A search for the groups of points, by the values of a field, that have the points nearest to a
 * vector or to another point.
 *
 * <p>Every point is looked at. Qdrant looks at some of the nearest, and so may answer with fewer
 * groups, or fewer hits in one, than there are.
 */
final class GroupedQuery {
  private static final long GROUP_LIMIT = 10;
  private static final long GROUP_SIZE = 3;

  private record Group(Object key, List<Hit> nearestFirst) {
    static final Comparator<Group> NEAREST_FIRST =
        Comparator.comparing(group -> group.nearestFirst().get(0), Hit.NEAREST_FIRST);
  }

  private final StoredCollection collection;
  private final NearestScan scan;
  private final PointSelection selection;
  private final GroupKeys keys;
  private final long limit;
  private final long size;

  private GroupedQuery(StoredCollection collection, QueryPointGroups request) {
    QueryPoints query = ungrouped(request);
    this.collection = collection;
    scan = NearestScan.of(collection, query);
    selection = PointSelection.of(collection, query);
    keys = GroupKeys.at(request.getGroupBy());
    limit = Limits.of(request.hasLimit(), request.getLimit(), GROUP_LIMIT);
    size = Limits.of(request.hasGroupSize(), request.getGroupSize(), GROUP_SIZE);
  }

  static GroupedQuery of(StoredCollection collection, QueryPointGroups request) {
    Failures.refuseIf(request.hasWithLookup(), "with_lookup");
    return new GroupedQuery(collection, request);
  }

  List<PointGroup> run() throws IOException {
    return collection.read(this::run);
  }

  private List<PointGroup> run(PointReader points) throws IOException {
    List<Group> groups = nearestFirst(points);
    List<PointGroup> answer = new ArrayList<>();
    PointCursor cursor = points.cursor();
    for (Group group : groups.subList(0, Limits.atMost(limit, groups.size()))) {
      List<Hit> hits = scan.passing(group.nearestFirst());
      if (hits.isEmpty()) {
        break;
      }
      PointGroup.Builder found = PointGroup.newBuilder().setId(GroupKeys.id(group.key()));
      for (Hit hit : hits) {
        found.addHits(selection.scored(cursor.moveTo(hit.doc()), scan.score(hit)));
      }
      answer.add(found.build());
    }
    return answer;
  }

  private List<Group> nearestFirst(PointReader points) throws IOException {
    int most = Limits.atMost(size, points.count());
    Map<Object, BestHits> hitsByKey = new HashMap<>();
    scan.forEach(
        points,
        (similarity, at) -> {
          for (Object key : keys.of(at.point())) {
            hitsByKey
                .computeIfAbsent(key, k -> new BestHits(most))
                .offer(similarity, at.globalDoc());
          }
        });
    List<Group> groups = new ArrayList<>(hitsByKey.size());
    hitsByKey.forEach((key, hits) -> groups.add(new Group(key, hits.nearestFirst())));
    groups.sort(Group.NEAREST_FIRST);
    return groups;
  }

  /** The same query without its groups, whose limits it does not have. */
  private static QueryPoints ungrouped(QueryPointGroups request) {
    QueryPoints.Builder query =
        QueryPoints.newBuilder()
            .addAllPrefetch(request.getPrefetchList())
            .setQuery(request.getQuery())
            .setUsing(request.getUsing())
            .setParams(request.getParams())
            .setWithVectors(request.getWithVectors());
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
