package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkArgument;

/** Refuses vectors that Qdrant would refuse, and those it stores to the harm of every search. */
final class VectorGuard {

  private VectorGuard() {}

  /**
   * Checks a vector meant for a collection of cosine distance.
   *
   * @throws IllegalArgumentException if it has another size, a component that is not finite (Qdrant
   *     stores it, and it comes first in every search from then on), or a length that is no normal
   *     number in single precision (Qdrant stores zeros, which no search finds)
   */
  static void check(float[] vector, int size) {
    checkArgument(
        vector.length == size,
        "the vector has %s components, the collection's have %s",
        vector.length,
        size);
    float squares = 0;
    for (float component : vector) {
      checkArgument(Float.isFinite(component), "the vector has a component that is %s", component);
      squares += component * component;
    }
    checkArgument(squares > 0, "the vector is all zeros, which has no direction");
    checkArgument(Float.isFinite(squares), "the vector is too long to be normalized");
  }
}
