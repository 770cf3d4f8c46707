package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.PointReader;
import java.util.IdentityHashMap;
import java.util.Map;

/** The points as they are at one moment, and what filters have said of them. */
public final class Moment {
  private final PointReader points;
  private final Map<PointFilter, Verdicts> verdicts = new IdentityHashMap<>();

  /** Of which nothing is known yet. */
  public Moment(PointReader points) {
    this.points = points;
  }

  PointReader points() {
    return points;
  }

  /** The same ones for all that ask by this very filter. */
  Verdicts of(PointFilter filter) {
    return verdicts.computeIfAbsent(filter, each -> new Verdicts(each, points.documents()));
  }
}
