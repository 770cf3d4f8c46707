package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.SparseBytes;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** A point on its way into the store, already checked and encoded. */
final class NewPoint {
  private final byte[] id;
  private final byte[] point;
  private final Map<String, byte[]> dense = new LinkedHashMap<>();
  private final Map<String, byte[]> sparse = new LinkedHashMap<>();

  /**
   * @param id see {@link IdBytes}
   * @param point see {@link StoredPoint}
   */
  NewPoint(byte[] id, byte[] point) {
    this.id = id;
    this.point = point;
  }

  /** Adds a vector, see {@link VectorBytes}. */
  void addDense(String name, byte[] vector) {
    dense.put(name, vector);
  }

  /** Adds a vector, see {@link SparseBytes}. */
  void addSparse(String name, byte[] vector) {
    sparse.put(name, vector);
  }

  byte[] id() {
    return id;
  }

  byte[] point() {
    return point;
  }

  Map<String, byte[]> dense() {
    return dense;
  }

  Map<String, byte[]> sparse() {
    return sparse;
  }
}
