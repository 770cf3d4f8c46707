package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelIdentityTest {

  private static final ModelIdentity MINI =
      new ModelIdentity("mini", "a1", "mean", true, 384, "fp32");

  @ParameterizedTest
  @CsvSource({
    "fp32, fp32, true",
    "fp32, bf16, true",
    "fp32, fp16, true",
    "bf16, fp16, true",
    "int8, int8, true",
    "int8, fp32, false",
    "int8, bf16, false",
    "int8, fp16, false",
    "int4, fp32, false",
  })
  void precisionsGoTogetherIfTheirVectorsDo(String one, String other, boolean together) {
    assertThat(computingIn(one).isCompatibleWith(computingIn(other))).isEqualTo(together);
    assertThat(computingIn(other).isCompatibleWith(computingIn(one))).isEqualTo(together);
  }

  private static ModelIdentity computingIn(String precision) {
    return new ModelIdentity("mini", "a1", "mean", true, 384, precision);
  }

  @Test
  void everythingElseHasToBeTheSame() {
    assertThat(new ModelIdentity("mini", "a1", "mean", true, 384, "fp32"))
        .matches(MINI::isCompatibleWith);
    assertThat(
            new ModelIdentity[] {
              new ModelIdentity("maxi", "a1", "mean", true, 384, "fp32"),
              new ModelIdentity("mini", "b2", "mean", true, 384, "fp32"),
              new ModelIdentity("mini", "a1", "cls", true, 384, "fp32"),
              new ModelIdentity("mini", "a1", "mean", false, 384, "fp32"),
              new ModelIdentity("mini", "a1", "mean", true, 768, "fp32"),
            })
        .noneMatch(MINI::isCompatibleWith);
  }

  @Test
  void readsAsOneLine() {
    assertThat(MINI)
        .hasToString("mini (revision a1, mean pooling, normalized, 384 components, fp32)");
  }
}
