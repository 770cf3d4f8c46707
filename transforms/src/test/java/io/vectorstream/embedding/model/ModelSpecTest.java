package io.vectorstream.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelSpecTest {

  private static ModelSpec spec() {
    return ModelSpec.of("file:/models/mine").withCacheFolder("/models");
  }

  @Test
  void wrongSettingsAreRefusedWithTheirValue() {
    ModelSpec spec = spec();
    assertThatThrownBy(() -> ModelSpec.of(" ")).hasMessageContaining("builtin:all-MiniLM-L6-v2");
    assertThatThrownBy(() -> spec.withDevice("tpu")).hasMessageContaining("tpu");
    assertThatThrownBy(() -> spec.withMaxLength(2)).hasMessageContaining("2 tokens");
    assertThatThrownBy(() -> spec.withCacheFolder("")).hasMessageContaining("folder");
    assertThatThrownBy(() -> Precision.parse("fp8"))
        .hasMessage("a precision is one of [auto, fp32, bf16, fp16, int8], not \"fp8\"");
    assertThatThrownBy(() -> Pooling.parse("median"))
        .hasMessage(
            "a pooling is one of [mean, cls, max, mean_sqrt_len, last_token], not \"median\"");
  }

  @Test
  void aSpecKeepsWhatItWasTold() {
    ModelSpec spec =
        spec()
            .withDevice("gpu:1")
            .withPrecision(Precision.parse("bf16"))
            .withMaxLength(128)
            .withPooling(Pooling.parse("last_token"))
            .withNormalize(false)
            .withTokenTypes(true)
            .withPrefix("passage: ");

    assertThat(spec.address()).isEqualTo("file:/models/mine");
    assertThat(spec.device()).isEqualTo("gpu:1");
    assertThat(spec.precision()).isEqualTo(Precision.BF16);
    assertThat(spec.maxLength()).isEqualTo(128);
    assertThat(spec.pooling()).isEqualTo(Pooling.LAST_TOKEN);
    assertThat(spec.normalize()).isFalse();
    assertThat(spec.tokenTypes()).isTrue();
    assertThat(spec.prefix()).isEqualTo("passage: ");
    assertThat(spec.resolvedCacheFolder()).hasToString("/models");
  }

  @Test
  void whatIsNotSaidIsLeftToTheModel() {
    ModelSpec spec = ModelSpec.of("file:/m");

    assertThat(spec.device()).isEqualTo("auto");
    assertThat(spec.precision()).isEqualTo(Precision.AUTO);
    assertThat(spec.maxLength()).isNull();
    assertThat(spec.pooling()).isNull();
    assertThat(spec.normalize()).isNull();
    assertThat(spec.tokenTypes()).isNull();
    assertThat(spec.prefix()).isNull();
    assertThat(spec.resolvedCacheFolder().toString()).startsWith(System.getProperty("user.home"));
  }
}
