package io.vectorstream.qdrant.write;

import static com.google.common.base.Preconditions.checkArgument;

import io.qdrant.client.grpc.Collections.Distance;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.QdrantPoint;

/** Refuses vectors that Qdrant would refuse, and those it stores to the harm of every search. */
final class VectorGuard {

  private VectorGuard() {}

  /**
   * Checks the vectors of a point.
   *
   * @throws IllegalArgumentException if there are none, or a dense one has a name that the
   *     collection does not know, another size, a component that is not finite (Qdrant stores it,
   *     and it comes first in every search from then on), or, under cosine, a length that is no
   *     normal number in single precision (Qdrant stores zeros, which no search finds); of sparse
   *     ones see {@link SparseVectorGuard}
   */
  static void check(QdrantPoint point, CollectionSpec collection) {
    checkArgument(
        !point.vectors().isEmpty() || !point.sparseVectors().isEmpty(), "the point has no vector");
    point
        .vectors()
        .forEach(
            (name, vector) -> {
              VectorSpec spec = collection.vectors().get(name);
              if (spec == null) {
                throw new IllegalArgumentException(
                    quoted("the vector", name) + " is none that the collection has");
              }
              check(quoted("the vector", name), vector, spec);
            });
    SparseVectorGuard.check(point.sparseVectors(), collection.sparseVectors().keySet());
  }

  private static String quoted(String noun, String name) {
    return name.equals(CollectionSpec.UNNAMED) ? noun : noun + " \"" + name + "\"";
  }

  private static void check(String which, float[] vector, VectorSpec spec) {
    checkArgument(
        vector.length == spec.size(),
        "%s has %s components, the collection's have %s",
        which,
        vector.length,
        spec.size());
    float squares = squares(vector);
    // A sum that is finite has only finite parts, which spares looking at each.
    if (!Float.isFinite(squares)) {
      checkComponents(which, vector);
    }
    if (spec.distance() == Distance.Cosine) {
      checkArgument(squares > 0, "%s is all zeros, which has no direction", which);
      checkArgument(Float.isFinite(squares), "%s is too long to be normalized", which);
    }
  }

  /** Four sums at a time, since each addition waits for the one before it. */
  private static float squares(float[] vector) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int place = 0;
    for (; place + 3 < vector.length; place += 4) {
      first += vector[place] * vector[place];
      second += vector[place + 1] * vector[place + 1];
      third += vector[place + 2] * vector[place + 2];
      fourth += vector[place + 3] * vector[place + 3];
    }
    for (; place < vector.length; place++) {
      first += vector[place] * vector[place];
    }
    return first + second + third + fourth;
  }

  private static void checkComponents(String which, float[] vector) {
    for (float component : vector) {
      if (!Float.isFinite(component)) {
        throw new IllegalArgumentException(which + " has a component that is " + component);
      }
    }
  }
}
