package io.vectorstream.embedding.builtin;

import java.nio.ByteBuffer;
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

  int count() {
    return floats.remaining() / Float.BYTES;
  }
}
