package io.vectorstream.local.qdrant.grouping;

import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.ranking.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups on their way to being as many, and each as large, as are asked for. */
final class CollectedGroups {
  private static final Comparator<Place> BEST_FIRST = Comparator.comparing(Place::merit).reversed();

  private final int limit;
  private final int size;
  private final Map<Object, List<Place>> groups = new LinkedHashMap<>();
  private final Set<Integer> documents = new HashSet<>();

  CollectedGroups(long limit, long size) {
    this.limit = Limits.atMost(limit, Integer.MAX_VALUE);
    this.size = Limits.atMost(size, Integer.MAX_VALUE);
  }

  /** Puts a point that is in none yet into the groups of its keys. */
  void add(Place place, Set<Object> keys) {
    for (Object key : keys) {
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(place);
      documents.add(place.doc());
    }
  }

  /** Whether the point is in some group. */
  boolean have(int doc) {
    return documents.contains(doc);
  }

  /** Whether a point of these keys finds room in no group, though it belongs to some. */
  boolean areFull(Set<Object> keys) {
    return !keys.isEmpty() && keys.stream().allMatch(this::isFull);
  }

  /** Whether as many of the best groups are full as are asked for. */
  boolean areEnough() {
    return bestKeys().stream().filter(this::isFull).count() >= limit;
  }

  /** Those of the best groups that have room. */
  Set<Object> unfilled() {
    Set<Object> unfilled = new LinkedHashSet<>(bestKeys());
    unfilled.removeIf(this::isFull);
    return unfilled;
  }

  /** The best groups with the best points of each. */
  List<Group> bestFirst() {
    return bestKeys().stream().map(key -> new Group(key, best(groups.get(key)))).toList();
  }

  private List<Object> bestKeys() {
    Comparator<Object> byBestPlace =
        Comparator.comparing(key -> best(groups.get(key)).get(0), BEST_FIRST);
    return groups.keySet().stream().sorted(byBestPlace).limit(limit).toList();
  }

  private List<Place> best(List<Place> places) {
    return places.stream().sorted(BEST_FIRST).limit(size).toList();
  }

  private boolean isFull(Object key) {
    return groups.containsKey(key) && groups.get(key).size() >= size;
  }
}
