package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SparseVectorTest {

  @Test
  void isEqualByItsComponents() {
    SparseVector vector = SparseVector.of(new int[] {7, -1}, new float[] {0.5f, 2});

    assertThat(vector).isEqualTo(SparseVector.of(new int[] {7, -1}, new float[] {0.5f, 2}));
    assertThat(vector).hasSameHashCodeAs(SparseVector.of(new int[] {7, -1}, new float[] {0.5f, 2}));
    assertThat(vector).isNotEqualTo(SparseVector.of(new int[] {7, -1}, new float[] {0.5f, 3}));
    assertThat(vector).isNotEqualTo(SparseVector.of(new int[] {7, -2}, new float[] {0.5f, 2}));
    assertThat(vector).hasToString("{7=0.5, 4294967295=2.0}");
  }

  @Test
  void keepsWhatItWasMadeOf() {
    int[] indices = {1, 2};
    float[] values = {3, 4};
    SparseVector vector = SparseVector.of(indices, values);

    indices[0] = 9;
    values[1] = 9;

    assertThat(vector).isEqualTo(SparseVector.of(new int[] {1, 2}, new float[] {3, 4}));
  }

  @Test
  void hasAsManyValuesAsIndices() {
    assertThatThrownBy(() -> SparseVector.of(new int[] {1}, new float[] {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sparse vector has as many values as indices, not 0 values and 1 indices");
  }
}
