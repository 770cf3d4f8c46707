package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VectorCheckTest {

  @Test
  void aDirectionIsAllThatIsAskedFor() {
    assertThat(VectorCheck.problem(new float[] {0, -0f, 1})).isNull();
    assertThat(VectorCheck.problem(new float[] {1e18f, -1e18f})).isNull();
    assertThat(VectorCheck.problem(new float[] {1e-18f, Float.MIN_VALUE})).isNull();
  }

  @Test
  void whatHasNoneIsNamed() {
    assertThat(VectorCheck.problem(new float[] {1, Float.NaN, Float.POSITIVE_INFINITY}))
        .isEqualTo("component 2 of 3 is NaN");
    assertThat(VectorCheck.problem(new float[] {Float.NEGATIVE_INFINITY}))
        .isEqualTo("component 1 of 1 is -Infinity");
    assertThat(VectorCheck.problem(new float[] {0, -0f})).isEqualTo("its length is zero");
    assertThat(VectorCheck.problem(new float[] {1e-30f})).isEqualTo("its length is zero");
    assertThat(VectorCheck.problem(new float[] {1e30f, 1}))
        .isEqualTo("it is too long to be compared");
    assertThat(VectorCheck.problem(new float[0])).isEqualTo("its length is zero");
  }
}
