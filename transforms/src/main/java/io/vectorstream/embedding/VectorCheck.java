package io.vectorstream.embedding;

import org.jspecify.annotations.Nullable;

/**
 * Tells vectors that mean something from those that a model makes when it fails without a word: in
 * half precision a sum may overflow, and a faulty card computes anything.
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
    // A sum that is finite has only finite parts, which spares looking at each.
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
