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
}
