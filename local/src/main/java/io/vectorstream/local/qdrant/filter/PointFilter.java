package io.vectorstream.local.qdrant.filter;

import io.vectorstream.local.qdrant.payload.StoredPoint;

/** Which points a call is about. */
@FunctionalInterface
public interface PointFilter {
  PointFilter ALL = point -> true;

  boolean matches(StoredPoint point);

  default PointFilter negated() {
    return point -> !matches(point);
  }

  /** Lets through what both let through; {@link #ALL} changes nothing. */
  default PointFilter and(PointFilter other) {
    if (this == ALL) {
      return other;
    }
    return other == ALL ? this : point -> matches(point) && other.matches(point);
  }
}
