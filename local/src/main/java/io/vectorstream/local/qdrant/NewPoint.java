package io.vectorstream.local.qdrant;

/** A point on its way into the store, already checked and encoded. */
final class NewPoint {
  private final byte[] id;
  private final byte[] point;
  private final byte[] vector;

  /**
   * @param id see {@link PointIds}
   * @param point see {@link StoredPoint}
   * @param vector see {@link Vectors}
   */
  NewPoint(byte[] id, byte[] point, byte[] vector) {
    this.id = id;
    this.point = point;
    this.vector = vector;
  }

  byte[] id() {
    return id;
  }

  byte[] point() {
    return point;
  }

  byte[] vector() {
    return vector;
  }
}
