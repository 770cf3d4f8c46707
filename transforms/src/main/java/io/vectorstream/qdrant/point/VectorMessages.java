package io.vectorstream.qdrant.point;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Vector;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes vectors' messages, one for all points that share a vector, as those of equal text do. Such
 * a message holds what is sent and nothing to be read: protobuf would write a vector number by
 * number, and do so for each of the points. Used by one thread.
 */
public final class VectorMessages {

  /** Some 2 MB of vectors of 384 components, and as many sparse ones. */
  private static final int MOST = 2_048;

  private final Map<Object, Vector> known = new IdentityHashMap<>();
  private final UnaryOperator<Vector> form;

  /** As yet without messages. */
  public VectorMessages() {
    this(VectorMessages::encoded);
  }

  private VectorMessages(UnaryOperator<Vector> form) {
    this.form = form;
  }

  /** Makes messages that can be read. */
  static VectorMessages readable() {
    return new VectorMessages(UnaryOperator.identity());
  }

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
    return known.computeIfAbsent(vector, unknown -> form.apply(message.apply(vector)));
  }

  /** The same bytes, kept as those of a field that the message does not know. */
  private static Vector encoded(Vector readable) {
    try {
      return Vector.newBuilder()
          .setUnknownFields(UnknownFieldSet.parseFrom(readable.toByteString()))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
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
