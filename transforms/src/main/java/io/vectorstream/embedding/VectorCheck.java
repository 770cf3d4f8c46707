package io.vectorstream.embedding;

import org.jspecify.annotations.Nullable;

/**
 * Finds vectors that cannot be used, which a model makes when it fails without an error: in half
 * precision a sum may overflow, and a faulty card may compute any number.
 */
public final class VectorCheck {

  private VectorCheck() {}

  /**
   * What is wrong with a vector, as the end of a sentence: it has a component that is no finite
   * number, or a length that is zero or infinite in single precision, and so no direction. Null for
   * nothing.
   */
  public static @Nullable String problem(float[] vector) {
    float squares = 0;
    for (float component : vector) {
      squares += component * component;
    }
    if (squares == 0) {
      return "its length is zero";
    }
    // If the sum is finite, so are all of its parts: no need to look at each.
    return Float.isFinite(squares) ? null : notFinite(vector);
  }

  private static String notFinite(float[] vector) {
    for (int index = 0; index < vector.length; index++) {
      if (!Float.isFinite(vector[index])) {
        return "component " + (index + 1) + " of " + vector.length + " is " + vector[index];
      }
    }
    return "it is too long to be compared";
  }
}
