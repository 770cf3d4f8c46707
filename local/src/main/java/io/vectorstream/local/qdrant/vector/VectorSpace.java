package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.DenseVector;
import io.vectorstream.local.qdrant.grpc.Failures;

/** What the vectors of one name have in common: how long they are, and how they are compared. */
public record VectorSpace(int size, Metric metric) {
  private static final int MAX_SIZE = 65_536;

  static VectorSpace of(VectorParams params) {
    long size = params.getSize();
    if (size < 1 || size > MAX_SIZE) {
      throw Failures.wrongInput("vector size has to be from 1 to " + MAX_SIZE + ", not " + size);
    }
    Failures.refuseIf(params.hasMultivectorConfig(), "multivectors");
    Failures.refuseIf(
        params.getDatatype() != Datatype.Default && params.getDatatype() != Datatype.Float32,
        "vectors of the datatype " + params.getDatatype());
    return new VectorSpace((int) size, Metric.of(params.getDistance()));
  }

  /** The vector as it is stored and compared; refuses one that does not belong here. */
  public float[] prepare(DenseVector vector) {
    float[] numbers = new float[vector.getDataCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector.getData(i);
    }
    return prepare(numbers);
  }

  /** The same for a vector in bytes, see {@link VectorBytes}. */
  public byte[] prepare(byte[] vector) {
    float[] numbers = VectorBytes.decode(vector, 0, vector.length);
    float[] prepared = prepare(numbers);
    return prepared == numbers ? vector : VectorBytes.encode(prepared);
  }

  private float[] prepare(float[] vector) {
    if (vector.length == 0) {
      throw Failures.wrongInput("the vector is empty");
    }
    if (vector.length != size) {
      throw Failures.wrongSize(size, vector.length);
    }
    return metric.prepare(vector);
  }
}
