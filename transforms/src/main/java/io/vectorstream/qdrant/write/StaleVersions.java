package io.vectorstream.qdrant.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points that have to replace an older version of themselves, if there is one. */
final class StaleVersions<T> {

  private record Stale<T>(PendingPoint<T> point, @Nullable Version stored) {

    boolean isOlderThan(Version version) {
      return stored == null || stored.compareTo(version) < 0;
    }
  }

  private final List<Stale<T>> stale = new ArrayList<>();

  /**
   * Adds a point.
   *
   * @param stored an older version, or null if there is none
   */
  void add(PendingPoint<T> point, @Nullable Version stored) {
    stale.add(new Stale<>(point, stored));
  }

  /**
   * The points in groups, such that what is stored is older than the oldest version of its group.
   * Then a condition that protects what is as new as that version, or newer, lets the whole group
   * pass. The groups are as few as possible: each point is an interval from the stored version to
   * its own, and the groups' oldest versions are the points that stab all intervals.
   */
  List<List<PendingPoint<T>>> groups() {
    List<Stale<T>> left = new ArrayList<>(stale);
    left.sort(Comparator.comparing(point -> point.point().version()));
    List<List<PendingPoint<T>>> groups = new ArrayList<>();
    while (!left.isEmpty()) {
      Version oldest = left.get(0).point().version();
      List<PendingPoint<T>> group = new ArrayList<>();
      List<Stale<T>> rest = new ArrayList<>();
      for (Stale<T> point : left) {
        if (point.isOlderThan(oldest)) {
          group.add(point.point());
        } else {
          rest.add(point);
        }
      }
      groups.add(group);
      left = rest;
    }
    return groups;
  }
}
