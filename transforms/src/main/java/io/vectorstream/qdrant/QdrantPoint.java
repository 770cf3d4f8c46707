package io.vectorstream.qdrant;

import com.google.auto.value.AutoValue;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.Map;

/** A point to write: its id, its vector and its payload. */
@AutoValue
public abstract class QdrantPoint {

  /** The point's id; see {@link PointIds} and {@link PointIdFactory}. */
  public abstract PointId id();

  /** The vector; shared, not copied. */
  @SuppressWarnings("mutable")
  public abstract float[] vector();

  /** The payload; see {@link Payloads}. */
  public abstract Map<String, Value> payload();

  /** A point of these parts. */
  public static QdrantPoint of(PointId id, float[] vector, Map<String, Value> payload) {
    return new AutoValue_QdrantPoint(id, vector, payload);
  }

  PointStruct toStruct() {
    return PointStruct.newBuilder()
        .setId(id())
        .setVectors(VectorsFactory.vectors(vector()))
        .putAllPayload(payload())
        .build();
  }
}
