package io.vectorstream.local.qdrant.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sparse vectors as little-endian bytes: all indices, then all values. */
public final class SparseBytes {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private SparseBytes() {}

  /** The bytes of a vector. */
  public static byte[] encode(SparseNumbers vector) {
    int size = vector.size();
    byte[] bytes = new byte[size * (Integer.BYTES + Float.BYTES)];
    for (int i = 0; i < size; i++) {
      INT.set(bytes, i * Integer.BYTES, vector.index(i));
      FLOAT.set(bytes, (size + i) * Float.BYTES, vector.value(i));
    }
    return bytes;
  }

  /** The vector in some bytes. */
  public static SparseNumbers decode(byte[] bytes, int offset, int length) {
    int size = size(length);
    int[] indices = new int[size];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      indices[i] = index(bytes, offset, i);
      values[i] = value(bytes, offset, size, i);
    }
    return new SparseNumbers(indices, values);
  }

  /** How many indices a vector of so many bytes has. */
  public static int size(int length) {
    return length / (Integer.BYTES + Float.BYTES);
  }

  /** The index at this place of the vector that begins at the offset. */
  public static int index(byte[] bytes, int offset, int place) {
    return (int) INT.get(bytes, offset + place * Integer.BYTES);
  }

  /** Whether the two have an index in common. */
  public static boolean overlaps(SparseNumbers query, byte[] stored, int offset, int length) {
    int size = size(length);
    int there = 0;
    for (int here = 0; here < query.size(); here++) {
      there = firstAtOrAfter(query.index(here), stored, offset, there, size);
      if (there < size && index(stored, offset, there) == query.index(here)) {
        return true;
      }
    }
    return false;
  }

  /** The sum over the indices that the two have in common. */
  public static float dotProduct(SparseNumbers query, byte[] stored, int offset, int length) {
    int size = size(length);
    float sum = 0;
    int there = 0;
    for (int here = 0; here < query.size(); here++) {
      there = firstAtOrAfter(query.index(here), stored, offset, there, size);
      if (there < size && index(stored, offset, there) == query.index(here)) {
        sum += query.value(here) * value(stored, offset, size, there);
      }
    }
    return sum;
  }

  private static int firstAtOrAfter(int index, byte[] stored, int offset, int from, int size) {
    int place = from;
    while (place < size && Integer.compareUnsigned(index(stored, offset, place), index) < 0) {
      place++;
    }
    return place;
  }

  private static float value(byte[] bytes, int offset, int size, int place) {
    return (float) FLOAT.get(bytes, offset + (size + place) * Float.BYTES);
  }
}
