package io.vectorstream.qdrant.write;

import static com.google.common.base.Preconditions.checkArgument;

import io.vectorstream.qdrant.point.SparseVector;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Refuses sparse vectors that Qdrant would refuse, and those it stores to the harm of searches. */
final class SparseVectorGuard {

  private SparseVectorGuard() {}

  /**
   * Checks the sparse vectors of a point. One without components passes: Qdrant stores it, and no
   * search finds it.
   *
   * @param names those that the collection has
   * @throws IllegalArgumentException if one has a name that the collection does not know, two
   *     values at one index, or a value that is not finite or is negative (Qdrant stores both; the
   *     first makes scores that are no numbers, the second pushes down what has a word in common
   *     with the query)
   */
  static void check(Map<String, SparseVector> vectors, Set<String> names) {
    vectors.forEach(
        (name, vector) -> {
          String which = "the sparse vector \"" + name + "\"";
          checkArgument(names.contains(name), "%s is none that the collection has", which);
          checkValues(which, vector);
          checkIndices(which, vector);
        });
  }

  private static void checkValues(String which, SparseVector vector) {
    for (int place = 0; place < vector.size(); place++) {
      float value = vector.value(place);
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(which + " has a value that is " + value);
      }
      if (value < 0) {
        throw new IllegalArgumentException(which + " has a value that is negative, " + value);
      }
    }
  }

  private static void checkIndices(String which, SparseVector vector) {
    if (ascends(vector)) {
      return;
    }
    int[] indices = new int[vector.size()];
    for (int place = 0; place < indices.length; place++) {
      indices[place] = vector.index(place);
    }
    Arrays.sort(indices);
    for (int place = 1; place < indices.length; place++) {
      if (indices[place] == indices[place - 1]) {
        throw new IllegalArgumentException(
            which + " has two values at the index " + Integer.toUnsignedString(indices[place]));
      }
    }
  }

  /** Whether each index is above the one before, which spares sorting them. */
  private static boolean ascends(SparseVector vector) {
    for (int place = 1; place < vector.size(); place++) {
      if (vector.index(place - 1) >= vector.index(place)) {
        return false;
      }
    }
    return true;
  }
}
