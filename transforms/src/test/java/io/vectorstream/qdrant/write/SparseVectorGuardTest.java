package io.vectorstream.qdrant.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import org.junit.jupiter.api.Test;

final class SparseVectorGuardTest {

  private static final CollectionSpec COLLECTION =
      CollectionSpec.of("c", VectorSpec.of(2))
          .withSparseVector("words", SparseVectorSpec.create())
          .withSparseVector("tags", SparseVectorSpec.create());
  private static final QdrantPoint POINT = QdrantPoint.withId(1).withVector(new float[] {1, 0});

  @Test
  void letsSparseVectorsThrough() {
    assertThatCode(
            () -> {
              check("words", new int[] {1, 7, -1}, 0.5f, 2, 1e38f);
              check("tags", new int[] {-1, 7, 1, 0}, 1, 0, -0f, Float.MIN_VALUE);
              check("words", new int[0]);
              VectorGuard.check(POINT, COLLECTION);
              VectorGuard.check(
                  QdrantPoint.withId(1).withSparseVector("tags", sparse(new int[] {3}, 1)),
                  COLLECTION);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatQdrantRefusesOrStoresToHarm() {
    refuses("has a value that is NaN", new int[] {1, 2}, 1, Float.NaN);
    refuses("has a value that is Infinity", new int[] {1, 2}, Float.POSITIVE_INFINITY, 1);
    refuses("has a value that is -Infinity", new int[] {1}, Float.NEGATIVE_INFINITY);
    refuses("has a value that is negative, -0.25", new int[] {1, 2, 3}, 1, 2, -0.25f);
    refuses("has two values at the index 7", new int[] {7, 7}, 1, 1);
    refuses("has two values at the index 7", new int[] {9, 7, 3, 7}, 1, 2, 3, 4);
    refuses("has two values at the index 4294967295", new int[] {-1, 7, -1}, 1, 2, 3);
  }

  @Test
  void refusesNamesThatTheCollectionDoesNotHave() {
    for (String name : new String[] {"terms", "", "Words"}) {
      assertThatThrownBy(() -> check(name, new int[] {1}, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the sparse vector \"" + name + "\" is none that the collection has");
    }
    assertThatThrownBy(
            () -> VectorGuard.check(POINT.withVector("words", new float[] {1}), COLLECTION))
        .hasMessage("the vector \"words\" is none that the collection has");
  }

  @Test
  void looksAtTheDenseVectorsBesideThem() {
    assertThatThrownBy(
            () ->
                VectorGuard.check(
                    QdrantPoint.withId(1)
                        .withVector(new float[] {1})
                        .withSparseVector("words", sparse(new int[] {1}, 1)),
                    COLLECTION))
        .hasMessage("the vector has 1 components, the collection's have 2");
  }

  private static void refuses(String reason, int[] indices, float... values) {
    assertThatThrownBy(() -> check("words", indices, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the sparse vector \"words\" " + reason);
  }

  private static void check(String name, int[] indices, float... values) {
    VectorGuard.check(POINT.withSparseVector(name, sparse(indices, values)), COLLECTION);
  }

  private static SparseVector sparse(int[] indices, float... values) {
    return SparseVector.of(indices, values);
  }
}
