package io.vectorstream.search;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the nearest event of each product and of each query that shoppers searched for, by groups
 * that the store makes.
 *
 * <p>A store may answer with fewer groups than it has: Qdrant looks at some of the nearest points
 * only, and hundreds of those can be of one product. So it is asked again without the groups found,
 * until there are enough or no more.
 */
final class DistinctSearch {

  private final Function<QueryPointGroups, List<PointGroup>> store;

  /**
   * @param store answers one request
   */
  DistinctSearch(Function<QueryPointGroups, List<PointGroup>> store) {
    this.store = store;
  }

  /**
   * The nearest events, the nearest first.
   *
   * @param request what to look for and where, without groups
   */
  List<ScoredPoint> find(QueryPointGroups request, int limit) {
    List<ScoredPoint> hits = new ArrayList<>();
    Filter.Builder filter = request.getFilter().toBuilder();
    for (String key : Subject.FIELDS) {
      Filter present = filter.clone().addMustNot(blank(key)).build();
      hits.addAll(nearestOfEach(request, key, present, limit));
      filter.addMust(absent(key));
    }
    hits.sort(Comparator.comparing(ScoredPoint::getScore).reversed());
    return hits.subList(0, Math.min(limit, hits.size()));
  }

  private List<ScoredPoint> nearestOfEach(
      QueryPointGroups request, String key, Filter filter, int limit) {
    Map<GroupId, ScoredPoint> hits = new LinkedHashMap<>();
    Filter.Builder others = filter.toBuilder();
    int before = -1;
    // It ends also where a store does not leave out what it is told to.
    while (hits.size() < limit && hits.size() > before) {
      before = hits.size();
      List<PointGroup> groups =
          store.apply(
              request.toBuilder()
                  .setFilter(others)
                  .setGroupBy(key)
                  .setGroupSize(1)
                  .setLimit(limit - hits.size())
                  .build());
      groups.forEach(group -> hits.putIfAbsent(group.getId(), group.getHits(0)));
      exclude(others, key, groups);
    }
    return List.copyOf(hits.values());
  }

  private static Condition absent(String key) {
    return ConditionFactory.filter(
        Filter.newBuilder().addShould(ConditionFactory.isEmpty(key)).addShould(blank(key)).build());
  }

  /** An empty text names nothing, and would be a group all the same. */
  private static Condition blank(String key) {
    return ConditionFactory.matchKeyword(key, "");
  }

  private static void exclude(Filter.Builder filter, String key, List<PointGroup> groups) {
    List<GroupId> ids = groups.stream().map(PointGroup::getId).toList();
    List<String> texts =
        ids.stream().filter(GroupId::hasStringValue).map(GroupId::getStringValue).toList();
    List<Long> numbers =
        ids.stream().filter(id -> !id.hasStringValue()).map(DistinctSearch::number).toList();
    if (!texts.isEmpty()) {
      filter.addMustNot(ConditionFactory.matchKeywords(key, texts));
    }
    if (!numbers.isEmpty()) {
      filter.addMustNot(ConditionFactory.matchValues(key, numbers));
    }
  }

  private static long number(GroupId id) {
    return id.hasUnsignedValue() ? id.getUnsignedValue() : id.getIntegerValue();
  }
}
