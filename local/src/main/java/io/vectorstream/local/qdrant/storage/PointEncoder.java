package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.SparseBytes;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    SentVectors vectors = SentVectors.parse(sent.vectors());
    vectors.byName().forEach((name, vector) -> add(encoded, vectors.areNamed(), name, vector));
    return encoded;
  }

  private void add(NewPoint point, boolean isNamed, String name, ByteString sent) {
    Optional<ByteString> packed =
        WireFields.only(sent, Vector.DENSE_FIELD_NUMBER)
            .flatMap(dense -> WireFields.only(dense, DenseVector.DATA_FIELD_NUMBER))
            .filter(bytes -> bytes.size() % Float.BYTES == 0);
    if (packed.isPresent()) {
      point.addDense(name, spaces.dense(name).prepare(packed.get().toByteArray()));
      return;
    }
    Vector vector = parse(sent);
    if (!isSparse(vector)) {
      point.addDense(name, VectorBytes.encode(spaces.dense(name).prepare(dense(vector))));
    } else if (isNamed) {
      SparseNumbers numbers = SparseNumbers.of(sparse(vector));
      spaces.sparse(name);
      point.addSparse(name, SparseBytes.encode(numbers));
    } else {
      throw Failures.wrongInput("Sparse vector must be named");
    }
  }

  private static Vector parse(ByteString vector) {
    try {
      return Vector.parseFrom(vector);
    } catch (InvalidProtocolBufferException e) {
      throw Failures.undecodable(e);
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
