package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Encodes points: id and payload as Qdrant's protobuf messages, vectors as their bytes. */
public final class QdrantPointCoder extends CustomCoder<QdrantPoint> {

  private static final long serialVersionUID = 1L;
  private static final QdrantPointCoder INSTANCE = new QdrantPointCoder();

  private QdrantPointCoder() {}

  /** The coder. */
  public static QdrantPointCoder of() {
    return INSTANCE;
  }

  /** How Beam finds the coder by the type. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(QdrantPoint.class), of());
  }

  @Override
  public void encode(QdrantPoint point, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    point.id().writeDelimitedTo(data);
    data.writeBoolean(point.isDeletion());
    Struct.newBuilder().putAllFields(point.payload()).build().writeDelimitedTo(data);
    data.writeInt(point.vectors().size());
    for (Map.Entry<String, float[]> vector : point.vectors().entrySet()) {
      data.writeUTF(vector.getKey());
      data.writeInt(vector.getValue().length);
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.getValue().length);
      bytes.asFloatBuffer().put(vector.getValue());
      data.write(bytes.array());
    }
    data.writeInt(point.sparseVectors().size());
    for (Map.Entry<String, SparseVector> vector : point.sparseVectors().entrySet()) {
      data.writeUTF(vector.getKey());
      vector.getValue().writeTo(data);
    }
  }

  @Override
  public QdrantPoint decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    QdrantPoint point = QdrantPoint.withId(PointId.parseDelimitedFrom(data));
    boolean deletion = data.readBoolean();
    point = point.withPayload(Struct.parseDelimitedFrom(data).getFieldsMap());
    int vectors = data.readInt();
    for (int i = 0; i < vectors; i++) {
      String name = data.readUTF();
      float[] vector = new float[data.readInt()];
      byte[] bytes = new byte[Float.BYTES * vector.length];
      data.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
      point = point.withVector(name, vector);
    }
    int sparseVectors = data.readInt();
    for (int i = 0; i < sparseVectors; i++) {
      point = point.withSparseVector(data.readUTF(), SparseVector.readFrom(data));
    }
    return deletion ? point.deleted() : point;
  }

  /** A payload's fields may be written in any order. */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "a payload is a map");
  }
}
