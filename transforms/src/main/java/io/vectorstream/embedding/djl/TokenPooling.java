package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.model.Pooling;
import java.util.Arrays;

/**
 * Makes one vector of a text's token vectors. It never looks at the padding after a text, so the
 * other texts of a pass, whose length makes the padding, do not change the result.
 *
 * <p>It works on plain arrays: engines differ in what they can compute outside of a model (ONNX
 * Runtime nothing at all), and it is little work compared with the model's own.
 */
final class TokenPooling {

  private TokenPooling() {}

  /**
   * One vector.
   *
   * @param tokens token vectors, one after another
   * @param start where the text's first begins
   * @param count how many tokens the text has, at least one
   * @param dimension the components of a vector
   */
  static float[] pool(Pooling pooling, float[] tokens, int start, int count, int dimension) {
    return switch (pooling) {
      case CLS -> Arrays.copyOfRange(tokens, start, start + dimension);
      case LAST_TOKEN -> {
        int last = start + (count - 1) * dimension;
        yield Arrays.copyOfRange(tokens, last, last + dimension);
      }
      case MAX -> max(tokens, start, count, dimension);
      case MEAN -> scaledSum(tokens, start, count, dimension, 1f / count);
      case MEAN_SQRT_LEN ->
          scaledSum(tokens, start, count, dimension, (float) (1 / Math.sqrt(count)));
    };
  }

  private static float[] max(float[] tokens, int start, int count, int dimension) {
    float[] result = Arrays.copyOfRange(tokens, start, start + dimension);
    for (int token = 1; token < count; token++) {
      int offset = start + token * dimension;
      for (int index = 0; index < dimension; index++) {
        result[index] = Math.max(result[index], tokens[offset + index]);
      }
    }
    return result;
  }

  private static float[] scaledSum(
      float[] tokens, int start, int count, int dimension, float scale) {
    float[] result = new float[dimension];
    for (int token = 0; token < count; token++) {
      int offset = start + token * dimension;
      for (int index = 0; index < dimension; index++) {
        result[index] += tokens[offset + index];
      }
    }
    for (int index = 0; index < dimension; index++) {
      result[index] *= scale;
    }
    return result;
  }

  /** Scales a vector to length one, in place; one of zeros stays as it is. */
  static void normalize(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    if (squares > 0) {
      double length = Math.sqrt(squares);
      for (int index = 0; index < vector.length; index++) {
        vector[index] = (float) (vector[index] / length);
      }
    }
  }
}
