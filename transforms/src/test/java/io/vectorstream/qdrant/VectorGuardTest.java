package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class VectorGuardTest {

  @Test
  void letsAVectorThrough() {
    assertThatCode(() -> VectorGuard.check(new float[] {0, -1, 2}, 3)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatQdrantRefusesOrStoresToHarm() {
    refuses("the vector has 2 components, the collection's have 3", 1, 2);
    refuses("the vector has a component that is NaN", 1, Float.NaN, 2);
    refuses("the vector has a component that is -Infinity", 1, Float.NEGATIVE_INFINITY, 2);
    refuses("the vector is all zeros, which has no direction", 0, 0, -0f);
    refuses("the vector is too long to be normalized", 1e38f, 1e38f, 0);
  }

  private static void refuses(String reason, float... vector) {
    assertThatThrownBy(() -> VectorGuard.check(vector, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }
}
