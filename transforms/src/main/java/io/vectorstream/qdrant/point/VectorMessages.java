package io.vectorstream.qdrant.point;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.qdrant.collection.CollectionSpec;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes vectors' messages, one for all points that share their vectors, as those of equal text do.
 * Such a message holds what is sent and nothing to be read: protobuf would write a vector number by
 * number, and do so for each of the points. Used by one thread.
 */
public final class VectorMessages {

  /** Some 2 MB of vectors of 384 components, and as many sparse ones. */
  private static final int MOST = 2_048;

  private final Map<Object, Vector> ofVectors = new IdentityHashMap<>();
  private final Map<Object, Known> ofPoints = new IdentityHashMap<>();
  private final UnaryOperator<Vectors> form;

  /** The message of all vectors of a point. */
  private record Known(
      Map<String, float[]> dense, Map<String, SparseVector> sparse, Vectors message) {

    boolean isOf(QdrantPoint point) {
      return areSame(dense, point.vectors()) && areSame(sparse, point.sparseVectors());
    }

    private static <V> boolean areSame(Map<String, V> some, Map<String, V> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (Map.Entry<String, V> vector : some.entrySet()) {
        if (others.get(vector.getKey()) != vector.getValue()) {
          return false;
        }
      }
      return true;
    }
  }

  /** As yet without messages. */
  public VectorMessages() {
    this(VectorMessages::encoded);
  }

  private VectorMessages(UnaryOperator<Vectors> form) {
    this.form = form;
  }

  /** Makes messages that can be read. */
  static VectorMessages readable() {
    return new VectorMessages(UnaryOperator.identity());
  }

  /** The message of a point's vectors, the same as before if they are the same objects. */
  Vectors shared(QdrantPoint point) {
    Object any =
        point.vectors().isEmpty()
            ? point.sparseVectors().values().stream().findAny().orElse(null)
            : point.vectors().values().iterator().next();
    Known known = ofPoints.get(any);
    if (known == null || !known.isOf(point)) {
      known = new Known(point.vectors(), point.sparseVectors(), form.apply(message(point)));
      remember(ofPoints, any, known);
    }
    return known.message();
  }

  /** The same bytes, kept as those of a field that the message does not know. */
  private static Vectors encoded(Vectors readable) {
    try {
      return Vectors.newBuilder()
          .setUnknownFields(UnknownFieldSet.parseFrom(readable.toByteString()))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private Vectors message(QdrantPoint point) {
    float[] unnamed = point.vectors().get(CollectionSpec.UNNAMED);
    if (unnamed != null && point.vectors().size() == 1 && point.sparseVectors().isEmpty()) {
      return VectorsFactory.vectors(shared(unnamed, VectorMessages::of));
    }
    Map<String, Vector> named = new LinkedHashMap<>();
    point.vectors().forEach((name, vector) -> named.put(name, shared(vector, VectorMessages::of)));
    point
        .sparseVectors()
        .forEach((name, vector) -> named.put(name, shared(vector, VectorMessages::of)));
    return VectorsFactory.namedVectors(named);
  }

  private <V> Vector shared(V vector, Function<V, Vector> factory) {
    Vector message = ofVectors.get(vector);
    if (message == null) {
      message = factory.apply(vector);
      remember(ofVectors, vector, message);
    }
    return message;
  }

  private static <V> void remember(Map<Object, V> known, Object key, V value) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(key, value);
  }

  /** The client's factory makes an object of each component on the way. */
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
