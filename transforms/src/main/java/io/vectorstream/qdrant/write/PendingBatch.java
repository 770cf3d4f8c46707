package io.vectorstream.qdrant.write;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.qdrant.client.grpc.Common.PointId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Points that are to be sent together: the newest of each id, and the older ones beside it. */
final class PendingBatch<T> {

  private final int maxPoints;
  private final long maxBytes;
  private final Map<PointId, PendingPoint<T>> newest = new LinkedHashMap<>();
  private final ListMultimap<PointId, PendingPoint<T>> older = ArrayListMultimap.create();
  private long bytes;

  /**
   * An empty batch.
   *
   * @param maxBytes how many encoded bytes it holds at most, unless it is a single point
   */
  PendingBatch(int maxPoints, long maxBytes) {
    this.maxPoints = maxPoints;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  boolean hasRoomFor(PendingPoint<T> point) {
    return isEmpty() || (size() < maxPoints && bytes + point.bytes() <= maxBytes);
  }

  boolean isFull() {
    return size() >= maxPoints || bytes >= maxBytes;
  }

  /** Superseded points take room too, or many of one id would pile up. */
  private int size() {
    return newest.size() + older.size();
  }

  void add(PendingPoint<T> point) {
    bytes += point.bytes();
    PendingPoint<T> before = newest.get(point.id());
    if (before == null) {
      newest.put(point.id(), point);
    } else if (before.isNewerThan(point)) {
      older.put(point.id(), point);
    } else {
      newest.put(point.id(), point);
      older.put(point.id(), before);
    }
  }

  /** Adds a point that came before those of its id that are here. */
  void addBefore(PendingPoint<T> point) {
    PendingPoint<T> later = newest.get(point.id());
    if (later == null || point.isNewerThan(later)) {
      add(point);
    } else {
      bytes += point.bytes();
      older.get(point.id()).add(0, point);
    }
  }

  /** Whether a point of this id is to be sent. */
  boolean holds(PointId id) {
    return newest.containsKey(id);
  }

  /** Takes out those of the newest points that meet a condition, and returns them. */
  List<PendingPoint<T>> remove(Predicate<PendingPoint<T>> condition) {
    List<PendingPoint<T>> removed = newest.values().stream().filter(condition).toList();
    removed.forEach(point -> newest.remove(point.id()));
    return removed;
  }

  /** Takes out the older points of this id, in the order they came. */
  List<PendingPoint<T>> removeOlder(PointId id) {
    return older.removeAll(id);
  }

  /** The ids of what is to be sent. */
  List<PointId> ids() {
    return List.copyOf(newest.keySet());
  }

  /** The newest point of each id, grouped by what can go in one call. */
  Collection<List<PendingPoint<T>>> calls() {
    Map<PendingPoint.Call, List<PendingPoint<T>>> calls = new LinkedHashMap<>();
    for (PendingPoint<T> point : newest.values()) {
      calls.computeIfAbsent(point.call(), call -> new ArrayList<>()).add(point);
    }
    return calls.values();
  }
}
