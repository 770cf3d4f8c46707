package io.vectorstream.local.qdrant.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * VectorBytes as little-endian bytes, and the sums over them. Four partial sums each, because a
 * single one makes every addition wait for the one before.
 */
public final class VectorBytes {
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private VectorBytes() {}

  /** The bytes of a vector. */
  public static byte[] encode(float[] vector) {
    byte[] bytes = new byte[vector.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return bytes;
  }

  /** The vector in some bytes. */
  public static float[] decode(byte[] bytes, int offset, int length) {
    float[] vector = new float[length / Float.BYTES];
    ByteBuffer.wrap(bytes, offset, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(vector);
    return vector;
  }

  static float dotProduct(float[] query, byte[] stored, int offset) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < query.length - 3; i += 4) {
      a += query[i] * at(stored, offset, i);
      b += query[i + 1] * at(stored, offset, i + 1);
      c += query[i + 2] * at(stored, offset, i + 2);
      d += query[i + 3] * at(stored, offset, i + 3);
    }
    for (; i < query.length; i++) {
      a += query[i] * at(stored, offset, i);
    }
    return a + b + c + d;
  }

  static float squaredDistance(float[] query, byte[] stored, int offset) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < query.length - 3; i += 4) {
      a += square(query[i] - at(stored, offset, i));
      b += square(query[i + 1] - at(stored, offset, i + 1));
      c += square(query[i + 2] - at(stored, offset, i + 2));
      d += square(query[i + 3] - at(stored, offset, i + 3));
    }
    for (; i < query.length; i++) {
      a += square(query[i] - at(stored, offset, i));
    }
    return a + b + c + d;
  }

  static float manhattanDistance(float[] query, byte[] stored, int offset) {
    float a = 0;
    float b = 0;
    int i = 0;
    for (; i < query.length - 1; i += 2) {
      a += Math.abs(query[i] - at(stored, offset, i));
      b += Math.abs(query[i + 1] - at(stored, offset, i + 1));
    }
    for (; i < query.length; i++) {
      a += Math.abs(query[i] - at(stored, offset, i));
    }
    return a + b;
  }

  private static float at(byte[] bytes, int offset, int index) {
    return (float) FLOAT.get(bytes, offset + index * Float.BYTES);
  }

  private static float square(float value) {
    return value * value;
  }
}
