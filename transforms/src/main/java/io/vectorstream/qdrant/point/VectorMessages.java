package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Vector;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Makes vectors' messages, one for all points that share a vector, as those of equal text do. Used
 * by one thread.
 */
public final class VectorMessages {

  /** Some 2 MB of vectors of 384 components. */
  private static final int MOST = 1_024;

  private final Map<float[], Vector> known = new IdentityHashMap<>();

  /** As yet without messages. */
  public VectorMessages() {}

  /** The message of a vector, the same as before if it is the same array. */
  public Vector shared(float[] vector) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(vector, VectorMessages::of);
  }

  /** A message of its own; the client's factory makes an object of each component on the way. */
  static Vector of(float[] vector) {
    DenseVector.Builder dense = DenseVector.newBuilder();
    for (float component : vector) {
      dense.addData(component);
    }
    return Vector.newBuilder().setDense(dense).build();
  }
}
