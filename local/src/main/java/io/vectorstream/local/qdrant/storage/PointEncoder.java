package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the points of an upsert and brings them into the store's form. */
final class PointEncoder {
  private final VectorSpaces spaces;

  PointEncoder(VectorSpaces spaces) {
    this.spaces = spaces;
  }

  /** All of them or, if one is bad, none. */
  List<NewPoint> encode(List<PointStruct> points) {
    if (points.isEmpty()) {
      throw Failures.wrongInput("Empty update request");
    }
    List<NewPoint> encoded = new ArrayList<>(points.size());
    for (PointStruct point : points) {
      encoded.add(encode(point));
    }
    return encoded;
  }

  private NewPoint encode(PointStruct point) {
    byte[] id = IdBytes.encode(point.getId());
    byte[] stored = StoredPoint.encode(id, point.getPayloadMap());
    return new NewPoint(id, stored, vectors(point));
  }

  private Map<String, byte[]> vectors(PointStruct point) {
    return switch (point.getVectors().getVectorsOptionsCase()) {
      case VECTOR ->
          Map.of(
              VectorSpaces.UNNAMED, encode(VectorSpaces.UNNAMED, point.getVectors().getVector()));
      case VECTORS -> {
        // There may be none: such a point is found by its payload alone.
        Map<String, byte[]> vectors = new LinkedHashMap<>();
        point
            .getVectors()
            .getVectors()
            .getVectorsMap()
            .forEach((name, vector) -> vectors.put(name, encode(name, vector)));
        yield vectors;
      }
      case VECTORSOPTIONS_NOT_SET -> throw Failures.wrongInput("Expected some vectors");
    };
  }

  private byte[] encode(String name, Vector vector) {
    return VectorBytes.encode(spaces.get(name).prepare(dense(vector)));
  }

  @SuppressWarnings("deprecation") // older clients send the numbers in the field of old
  private static DenseVector dense(Vector vector) {
    return switch (vector.getVectorCase()) {
      case DENSE -> vector.getDense();
      case VECTOR_NOT_SET -> {
        Failures.refuseIf(vector.hasIndices(), "sparse vectors");
        Failures.refuseIf(vector.hasVectorsCount(), "multivectors");
        yield DenseVector.newBuilder().addAllData(vector.getDataList()).build();
      }
      default -> throw Failures.unsupported("vectors of the kind " + vector.getVectorCase());
    };
  }
}
