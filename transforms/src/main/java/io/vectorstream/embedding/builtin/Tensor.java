package io.vectorstream.embedding.builtin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight: its shape, how many numbers to step along each dimension, and little-endian single
 * precision numbers.
 */
record Tensor(List<Integer> size, List<Integer> stride, ByteBuffer floats) {

  /** A tensor whose numbers lie row after row. */
  static Tensor rowMajor(List<Integer> size, ByteBuffer floats) {
    Integer[] stride = new Integer[size.size()];
    int step = 1;
    for (int dimension = stride.length - 1; dimension >= 0; dimension--) {
      stride[dimension] = step;
      step *= size.get(dimension);
    }
    if (floats.remaining() != step * Float.BYTES) {
      throw new IllegalArgumentException(
          "a tensor of shape " + size + " cannot have " + floats.remaining() + " bytes");
    }
    return new Tensor(size, List.of(stride), floats);
  }

  /** The same numbers seen as the transposed matrix: nothing is copied, only the strides swap. */
  Tensor transposed() {
    if (size.size() != 2) {
      throw new IllegalStateException("only a matrix can be transposed, not " + size);
    }
    return new Tensor(
        List.of(size.get(1), size.get(0)), List.of(stride.get(1), stride.get(0)), floats);
  }

  /**
   * Tensors one below the other, as one whose numbers lie row after row; they are copied unless
   * there is nothing to join.
   */
  static Tensor stacked(List<Tensor> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int count = parts.stream().mapToInt(Tensor::count).sum();
    List<Integer> size = new ArrayList<>(parts.get(0).size);
    size.set(0, parts.stream().mapToInt(part -> part.size.get(0)).sum());
    ByteBuffer joined = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(part -> part.copyTo(joined));
    return rowMajor(size, joined.flip());
  }

  private void copyTo(ByteBuffer target) {
    int columns = size.size() == 1 ? 1 : size.get(1);
    int columnStride = size.size() == 1 ? 1 : stride.get(1);
    for (int row = 0; row < size.get(0); row++) {
      for (int column = 0; column < columns; column++) {
        int index = row * stride.get(0) + column * columnStride;
        target.putFloat(floats.getFloat(floats.position() + index * Float.BYTES));
      }
    }
  }

  int count() {
    return floats.remaining() / Float.BYTES;
  }
}
