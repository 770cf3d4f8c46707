package io.vectorstream.qdrant.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.Distance;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VectorGuardTest {

  private static final CollectionSpec UNNAMED = CollectionSpec.of("c", VectorSpec.of(3));
  private static final CollectionSpec NAMED =
      CollectionSpec.of(
          "c",
          Map.of("text", VectorSpec.of(2), "image", VectorSpec.of(3).withDistance(Distance.Dot)));

  @Test
  void letsVectorsThrough() {
    assertThatCode(
            () -> {
              check(Map.of("", new float[] {0, -1, 2}), UNNAMED);
              check(Map.of("text", new float[] {0, 1}), NAMED);
              check(Map.of("image", new float[] {0, 0, 0}), NAMED);
              check(Map.of("image", new float[] {1e38f, 1e38f, 0}), NAMED);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatQdrantRefusesOrStoresToHarm() {
    refuses("the vector has 2 components, the collection's have 3", 1, 2);
    refuses("the vector has a component that is NaN", 1, Float.NaN, 2);
    refuses("the vector has a component that is -Infinity", 1, Float.NEGATIVE_INFINITY, 2);
    refuses("the vector is all zeros, which has no direction", 0, 0, -0f);
    refuses("the vector is too long to be normalized", 1e38f, 1e38f, 0);
  }

  @Test
  void namesTheVectorThatIsWrong() {
    refuses("the point has no vector", Map.of(), NAMED);
    refuses("the vector is none that the collection has", Map.of("", new float[] {1, 2}), NAMED);
    refuses(
        "the vector \"sound\" is none that the collection has",
        Map.of("text", new float[] {1, 2}, "sound", new float[] {1}),
        NAMED);
    refuses(
        "the vector \"image\" has 2 components, the collection's have 3",
        Map.of("image", new float[] {1, 2}),
        NAMED);
    refuses(
        "the vector \"text\" is all zeros, which has no direction",
        Map.of("text", new float[2], "image", new float[3]),
        NAMED);
  }

  private static void refuses(String reason, float... vector) {
    refuses(reason, Map.of("", vector), UNNAMED);
  }

  private static void refuses(
      String reason, Map<String, float[]> vectors, CollectionSpec collection) {
    assertThatThrownBy(() -> check(vectors, collection))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  private static void check(Map<String, float[]> vectors, CollectionSpec collection) {
    QdrantPoint point = QdrantPoint.withId(1);
    for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
      point = point.withVector(vector.getKey(), vector.getValue());
    }
    VectorGuard.check(point, collection);
  }
}
