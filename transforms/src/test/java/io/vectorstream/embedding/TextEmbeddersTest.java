package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class TextEmbeddersTest {

  @Test
  void factoriesAreEqualByValueAfterTravelling() {
    TextEmbedderFactory factory = TextEmbedders.forWorkers(spec(), 64);

    assertThat(SerializableUtils.ensureSerializable(factory)).isEqualTo(factory);
    assertThat(SerializableUtils.clone(factory))
        .isEqualTo(TextEmbedders.forWorkers(spec(), 64))
        .hasSameHashCodeAs(factory)
        .isNotEqualTo(TextEmbedders.forWorkers(spec(), 65))
        .isNotEqualTo(TextEmbedders.forWorkers(spec().withMaxLength(128), 64));
  }

  private static ModelSpec spec() {
    return ModelSpec.of("file:/models/mine").withCacheFolder("/models");
  }

  @Test
  void anUnknownAddressIsOneClearSentence() {
    TextEmbedderFactory factory = TextEmbedders.djl(ModelSpec.of("all-MiniLM"));

    assertThatThrownBy(factory::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "There is no model \"all-MiniLM\": accepted are builtin:all-MiniLM-L6-v2 and file:/path"
                + " of a folder that holds a TorchScript model (*.pt) and its tokenizer.json.");
  }

  @Test
  void wrongSettingsAreRefusedWithTheirValue() {
    ModelSpec spec = spec();
    assertThatThrownBy(() -> ModelSpec.of(" ")).hasMessageContaining("builtin:all-MiniLM-L6-v2");
    assertThatThrownBy(() -> spec.withDevice("tpu")).hasMessageContaining("tpu");
    assertThatThrownBy(() -> spec.withMaxLength(2)).hasMessageContaining("2 tokens");
    assertThatThrownBy(() -> spec.withCacheFolder("")).hasMessageContaining("folder");
    TextEmbedderFactory djl = TextEmbedders.djl(spec);
    assertThatThrownBy(() -> TextEmbedders.caching(djl, -1)).hasMessageContaining("-1 megabytes");
  }

  @Test
  void aSpecKeepsWhatItWasTold() {
    ModelSpec spec =
        ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)
            .withDevice("gpu:1")
            .withMaxLength(128)
            .withCacheFolder("/models");

    assertThat(spec.address()).isEqualTo("builtin:all-MiniLM-L6-v2");
    assertThat(spec.device()).isEqualTo("gpu:1");
    assertThat(spec.maxLength()).isEqualTo(128);
    assertThat(spec.resolvedCacheFolder()).hasToString("/models");
    assertThat(ModelSpec.of("file:/m").device()).isEqualTo("cpu");
    assertThat(ModelSpec.of("file:/m").resolvedCacheFolder().toString())
        .startsWith(System.getProperty("user.home"));
  }
}
