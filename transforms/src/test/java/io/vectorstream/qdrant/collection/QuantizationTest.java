package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantizationTest {

  @Test
  void namesWhatIsSet() {
    assertThat(Quantization.scalar()).hasToString("scalar");
    assertThat(Quantization.binary().withAlwaysRam()).hasToString("binary always in memory");
    assertThat(Quantization.scalar().withQuantile(0.5f)).hasToString("scalar of quantile 0.5");
  }

  @ParameterizedTest
  @ValueSource(floats = {0.49f, 1.01f, Float.NaN})
  void refusesQuantilesOutOfRange(float quantile) {
    assertThatThrownBy(() -> Quantization.scalar().withQuantile(quantile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile has to be from 0.5 to 1, it is " + quantile);
  }

  @Test
  void refusesAQuantileOfBits() {
    assertThatThrownBy(() -> Quantization.binary().withQuantile(0.99f))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("only scalar quantization takes a quantile");
  }
}
