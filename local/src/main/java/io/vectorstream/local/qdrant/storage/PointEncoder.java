package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.SparseBytes;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.ArrayList;
import java.util.List;

/** Checks the points of an upsert and brings them into the store's form. */
final class PointEncoder {
  private final VectorSpaces spaces;

  PointEncoder(VectorSpaces spaces) {
    this.spaces = spaces;
  }

  /**
   * All of them or, if one is bad, none.
   *
   * @param points each the bytes of a {@link PointStruct}
   */
  List<NewPoint> encode(List<ByteString> points) {
    if (points.isEmpty()) {
      throw Failures.wrongInput("Empty update request");
    }
    List<NewPoint> encoded = new ArrayList<>(points.size());
    for (ByteString point : points) {
      encoded.add(encode(point));
    }
    return encoded;
  }

  private NewPoint encode(ByteString point) {
    SentPoint sent = SentPoint.parse(point);
    byte[] id = IdBytes.encode(sent.id());
    NewPoint encoded = new NewPoint(id, StoredPoint.encode(id, sent.payload()));
    Vectors vectors = sent.vectors();
    switch (vectors.getVectorsOptionsCase()) {
      case VECTOR -> addUnnamed(encoded, vectors.getVector());
      // There may be none: such a point is found by its payload alone.
      case VECTORS ->
          vectors
              .getVectors()
              .getVectorsMap()
              .forEach((name, vector) -> add(encoded, name, vector));
      case VECTORSOPTIONS_NOT_SET -> throw Failures.wrongInput("Expected some vectors");
    }
    return encoded;
  }

  private void addUnnamed(NewPoint point, Vector vector) {
    if (isSparse(vector)) {
      throw Failures.wrongInput("Sparse vector must be named");
    }
    add(point, VectorSpaces.UNNAMED, vector);
  }

  private void add(NewPoint point, String name, Vector vector) {
    if (isSparse(vector)) {
      SparseNumbers numbers = SparseNumbers.of(sparse(vector));
      spaces.sparse(name);
      point.addSparse(name, SparseBytes.encode(numbers));
    } else {
      point.addDense(name, VectorBytes.encode(spaces.dense(name).prepare(dense(vector))));
    }
  }

  @SuppressWarnings("deprecation") // older clients send the indices in the field of old
  private static boolean isSparse(Vector vector) {
    return vector.hasSparse()
        || vector.getVectorCase() == Vector.VectorCase.VECTOR_NOT_SET && vector.hasIndices();
  }

  @SuppressWarnings("deprecation") // older clients send the numbers in the fields of old
  private static SparseVector sparse(Vector vector) {
    return vector.hasSparse()
        ? vector.getSparse()
        : SparseVector.newBuilder()
            .addAllIndices(vector.getIndices().getDataList())
            .addAllValues(vector.getDataList())
            .build();
  }

  @SuppressWarnings("deprecation") // older clients send the numbers in the field of old
  private static DenseVector dense(Vector vector) {
    return switch (vector.getVectorCase()) {
      case DENSE -> vector.getDense();
      case VECTOR_NOT_SET -> {
        Failures.refuseIf(vector.hasVectorsCount(), "multivectors");
        yield DenseVector.newBuilder().addAllData(vector.getDataList()).build();
      }
      default -> throw Failures.unsupported("vectors of the kind " + vector.getVectorCase());
    };
  }
}
