package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Points.SparseVector;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.Arrays;

/** A sparse vector: its indices, which are unsigned and ascend, and a value for each of them. */
public final class SparseNumbers {
  private final int[] indices;
  private final float[] values;

  SparseNumbers(int[] indices, float[] values) {
    this.indices = indices;
    this.values = values;
  }

  /** The vector that a call gives, in the order of its indices; refuses what is none. */
  public static SparseNumbers of(SparseVector vector) {
    int size = vector.getIndicesCount();
    if (vector.getValuesCount() != size) {
      throw Failures.wrongInput("values: must be the same length as indices");
    }
    // Each is an index, its sign turned so that it sorts as unsigned, and where it was.
    long[] places = new long[size];
    for (int i = 0; i < size; i++) {
      places[i] = (long) (vector.getIndices(i) ^ Integer.MIN_VALUE) << Integer.SIZE | i;
    }
    Arrays.sort(places);
    int[] indices = new int[size];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      indices[i] = (int) (places[i] >> Integer.SIZE) ^ Integer.MIN_VALUE;
      values[i] = vector.getValues((int) places[i]);
      if (i > 0 && indices[i] == indices[i - 1]) {
        throw Failures.wrongInput("indices: must be unique");
      }
    }
    return new SparseNumbers(indices, values);
  }

  /** How many indices there are. */
  public int size() {
    return indices.length;
  }

  /** The index at this place, to be read as unsigned. */
  public int index(int place) {
    return indices[place];
  }

  /** The value at this place. */
  public float value(int place) {
    return values[place];
  }

  /** The same indices with other values. */
  public SparseNumbers withValues(float[] others) {
    return new SparseNumbers(indices, others);
  }
}
