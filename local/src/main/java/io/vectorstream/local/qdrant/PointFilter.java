package io.vectorstream.local.qdrant;

import io.vectorstream.local.qdrant.payload.StoredPoint;

/** Which points a call is about. */
@FunctionalInterface
interface PointFilter {
  PointFilter ALL = point -> true;

  boolean matches(StoredPoint point);

  default PointFilter negated() {
    return point -> !matches(point);
  }
}
