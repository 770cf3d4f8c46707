package io.vectorstream.qdrant.point;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.qdrant.collection.CollectionSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Encodes vectors, once for all points that share them, as those of equal text do. Protobuf would
 * write a vector number by number, and do so for each of the points. Used by one thread.
 */
final class VectorMessages {

  /** Some 2 MB of vectors of 384 components, and as many sparse ones. */
  private static final int MOST = 2_048;

  private final Map<Object, ByteString> ofVectors = new IdentityHashMap<>();
  private final Map<Object, Known> ofPoints = new IdentityHashMap<>();
  private final MessageBuffer buffer = new MessageBuffer();

  /** The message of all vectors of a point. */
  private record Known(
      Map<String, float[]> dense, Map<String, SparseVector> sparse, ByteString message) {

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

  /**
   * The bytes of a point's {@link Vectors}, the same as before if the vectors are the same objects.
   */
  ByteString shared(QdrantPoint point) {
    Object any =
        point.vectors().isEmpty()
            ? point.sparseVectors().values().stream().findAny().orElse(null)
            : point.vectors().values().iterator().next();
    Known known = ofPoints.get(any);
    if (known == null || !known.isOf(point)) {
      known = new Known(point.vectors(), point.sparseVectors(), message(point));
      remember(ofPoints, any, known);
    }
    return known.message();
  }

  private ByteString message(QdrantPoint point) {
    float[] unnamed = point.vectors().get(CollectionSpec.UNNAMED);
    if (unnamed != null && point.vectors().size() == 1 && point.sparseVectors().isEmpty()) {
      return message(Vectors.VECTOR_FIELD_NUMBER, shared(unnamed, VectorMessages::putDense));
    }
    Map<String, ByteString> named = new LinkedHashMap<>();
    point
        .vectors()
        .forEach((name, vector) -> named.put(name, shared(vector, VectorMessages::putDense)));
    point
        .sparseVectors()
        .forEach((name, vector) -> named.put(name, shared(vector, VectorMessages::putSparse)));
    return message(Vectors.VECTORS_FIELD_NUMBER, entries(named));
  }

  private ByteString message(int field, ByteString content) {
    buffer.clear();
    buffer.putBytes(field, content);
    return buffer.toByteString();
  }

  private ByteString entries(Map<String, ByteString> named) {
    buffer.clear();
    List<Map.Entry<String, ByteString>> vectors = new ArrayList<>(named.entrySet());
    for (int place = vectors.size() - 1; place >= 0; place--) {
      int behind = buffer.size();
      buffer.putBytes(MessageBuffer.VALUE, vectors.get(place).getValue());
      buffer.putBytes(MessageBuffer.KEY, ByteString.copyFromUtf8(vectors.get(place).getKey()));
      buffer.endMessage(NamedVectors.VECTORS_FIELD_NUMBER, behind);
    }
    return buffer.toByteString();
  }

  private <V> ByteString shared(V vector, BiConsumer<MessageBuffer, V> encoding) {
    ByteString message = ofVectors.get(vector);
    if (message == null) {
      buffer.clear();
      encoding.accept(buffer, vector);
      message = buffer.toByteString();
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

  private static void putDense(MessageBuffer buffer, float[] vector) {
    buffer.putFloats(DenseVector.DATA_FIELD_NUMBER, vector);
    buffer.endMessage(Vector.DENSE_FIELD_NUMBER, 0);
  }

  private static void putSparse(MessageBuffer buffer, SparseVector vector) {
    for (int place = vector.size() - 1; place >= 0; place--) {
      buffer.putVarint(Integer.toUnsignedLong(vector.index(place)));
    }
    buffer.endMessage(Points.SparseVector.INDICES_FIELD_NUMBER, 0);
    buffer.putFloats(Points.SparseVector.VALUES_FIELD_NUMBER, vector.values());
    buffer.endMessage(Vector.SPARSE_FIELD_NUMBER, 0);
  }
}
