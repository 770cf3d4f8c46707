package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Vector;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes vectors' messages, one for all points that share a vector, as those of equal text do. Used
 * by one thread.
 */
public final class VectorMessages {

  /** Some 2 MB of vectors of 384 components, and as many sparse ones. */
  private static final int MOST = 2_048;

  private final Map<Object, Vector> known = new IdentityHashMap<>();

  /** As yet without messages. */
  public VectorMessages() {}

  /** The message of a vector, the same as before if it is the same array. */
  public Vector shared(float[] vector) {
    return known(vector, VectorMessages::of);
  }

  /** The message of a sparse vector, the same as before if it is the same object. */
  public Vector shared(SparseVector vector) {
    return known(vector, VectorMessages::of);
  }

  private <V> Vector known(V vector, Function<V, Vector> message) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(vector, unknown -> message.apply(vector));
  }

  /** A message of its own; the client's factory makes an object of each component on the way. */
  private static Vector of(float[] vector) {
    DenseVector.Builder dense = DenseVector.newBuilder();
    for (float component : vector) {
      dense.addData(component);
    }
    return Vector.newBuilder().setDense(dense).build();
  }

  private static Vector of(SparseVector vector) {
    Points.SparseVector.Builder sparse = Points.SparseVector.newBuilder();
    for (int place = 0; place < vector.size(); place++) {
      sparse.addIndices(vector.index(place)).addValues(vector.value(place));
    }
    return Vector.newBuilder().setSparse(sparse).build();
  }
}
