package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import java.util.Map;

/** A point on its way into the store, already checked and encoded. */
final class NewPoint {
  private final byte[] id;
  private final byte[] point;
  private final Map<String, byte[]> vectors;

  /**
   * @param id see {@link IdBytes}
   * @param point see {@link StoredPoint}
   * @param vectors by name, see {@link VectorBytes}
   */
  NewPoint(byte[] id, byte[] point, Map<String, byte[]> vectors) {
    this.id = id;
    this.point = point;
    this.vectors = vectors;
  }

  byte[] id() {
    return id;
  }

  byte[] point() {
    return point;
  }

  Map<String, byte[]> vectors() {
    return vectors;
  }
}
