package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A vector of which a few components are not zero: their indices and, in the same order, their
 * values. Immutable; two of the same indices and values in the same order are equal.
 *
 * <p>An index is an unsigned number of 32 bits, so those from 2<sup>31</sup> on are negative here.
 * What Qdrant would refuse, and values that it stores although nothing can be found by them, are
 * refused when the vector is written, not here.
 */
public final class SparseVector {

  private final ImmutableIntArray indices;
  private final float[] values;

  private SparseVector(ImmutableIntArray indices, float[] values) {
    this.indices = indices;
    this.values = values;
  }

  /**
   * A vector of these components.
   *
   * @throws IllegalArgumentException if there are not as many values as indices
   */
  public static SparseVector of(int[] indices, float[] values) {
    checkArgument(
        indices.length == values.length,
        "a sparse vector has as many values as indices, not %s values and %s indices",
        values.length,
        indices.length);
    return new SparseVector(ImmutableIntArray.copyOf(indices), values.clone());
  }

  /** Writes what {@link #readFrom} reads. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size());
    for (int place = 0; place < size(); place++) {
      out.writeInt(index(place));
      out.writeFloat(value(place));
    }
  }

  static SparseVector readFrom(DataInput in) throws IOException {
    int[] indices = new int[in.readInt()];
    float[] values = new float[indices.length];
    for (int place = 0; place < indices.length; place++) {
      indices[place] = in.readInt();
      values[place] = in.readFloat();
    }
    return new SparseVector(ImmutableIntArray.copyOf(indices), values);
  }

  /** How many components it has. */
  public int size() {
    return values.length;
  }

  /** The index of the component at a place from 0 on. */
  public int index(int place) {
    return indices.get(place);
  }

  /** The value of the component at a place from 0 on. */
  public float value(int place) {
    return values[place];
  }

  /** The values, which nobody may write to. */
  float[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseVector vector
        && indices.equals(vector.indices)
        && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return 31 * indices.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int place = 0; place < size(); place++) {
      text.append(place == 0 ? "" : ", ")
          .append(Integer.toUnsignedString(index(place)))
          .append('=')
          .append(value(place));
    }
    return text.append('}').toString();
  }
}
