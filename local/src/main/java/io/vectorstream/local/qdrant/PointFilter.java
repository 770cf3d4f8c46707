package io.vectorstream.local.qdrant;

/** Which points a call is about. */
@FunctionalInterface
interface PointFilter {
  PointFilter ALL = point -> true;

  boolean matches(StoredPoint point);

  default PointFilter negated() {
    return point -> !matches(point);
  }
}
