package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors.VectorsOptionsCase;
import java.util.ArrayList;
import java.util.List;

/** Checks the points of an upsert and brings them into the store's form. */
final class PointEncoder {
  private static final String UNNAMED = "";

  private final int vectorSize;
  private final Metric metric;

  PointEncoder(CollectionDefinition definition) {
    vectorSize = definition.vectorSize();
    metric = Metric.of(definition.vectors().getDistance());
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
    byte[] id = PointIds.encode(point.getId());
    Payloads.check(point.getPayloadMap());
    int payloadLength = Payloads.encodedLength(point.getPayloadMap());
    byte[] stored = StoredPoint.allocate(id, payloadLength);
    Payloads.encode(point.getPayloadMap(), stored, stored.length - payloadLength);
    float[] vector = metric.prepare(checked(dense(unnamed(point))));
    return new NewPoint(id, stored, Vectors.encode(vector));
  }

  /** The vector to compare with, as the store compares it. */
  float[] query(float[] vector) {
    return metric.prepare(checked(vector));
  }

  private float[] checked(float[] vector) {
    if (vector.length == 0) {
      throw Failures.wrongInput("the vector is empty");
    }
    if (vector.length != vectorSize) {
      throw Failures.wrongSize(vectorSize, vector.length);
    }
    return vector;
  }

  private static Vector unnamed(PointStruct point) {
    if (!point.hasVectors()
        || point.getVectors().getVectorsOptionsCase()
            == VectorsOptionsCase.VECTORSOPTIONS_NOT_SET) {
      throw Failures.wrongInput("Expected some vectors");
    }
    if (point.getVectors().hasVector()) {
      return point.getVectors().getVector();
    }
    NamedVectors named = point.getVectors().getVectors();
    for (String name : named.getVectorsMap().keySet()) {
      if (!name.equals(UNNAMED)) {
        throw Failures.noSuchVector(name);
      }
    }
    if (named.getVectorsCount() == 0) {
      throw Failures.wrongInput("Expected some vectors");
    }
    return named.getVectorsOrThrow(UNNAMED);
  }

  @SuppressWarnings("deprecation") // older clients send the numbers in the field of old
  private static float[] dense(Vector vector) {
    return switch (vector.getVectorCase()) {
      case DENSE -> toArray(vector.getDense());
      case VECTOR_NOT_SET -> {
        Failures.refuseIf(vector.hasIndices(), "sparse vectors");
        Failures.refuseIf(vector.hasVectorsCount(), "multivectors");
        yield toArray(DenseVector.newBuilder().addAllData(vector.getDataList()).build());
      }
      default -> throw Failures.unsupported("vectors of the kind " + vector.getVectorCase());
    };
  }

  static float[] toArray(DenseVector vector) {
    float[] numbers = new float[vector.getDataCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector.getData(i);
    }
    return numbers;
  }
}
