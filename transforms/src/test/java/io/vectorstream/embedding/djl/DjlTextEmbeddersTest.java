package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class DjlTextEmbeddersTest {

  private static ModelSpec spec() {
    return ModelSpec.of("file:/models/mine").withCacheFolder("/models");
  }

  @Test
  void factoriesAreEqualByValueAfterTravelling() {
    TextEmbedderFactory factory = DjlTextEmbedders.forWorkers(spec(), 64);

    assertThat(SerializableUtils.ensureSerializable(factory)).isEqualTo(factory);
    assertThat(SerializableUtils.clone(factory))
        .isEqualTo(DjlTextEmbedders.forWorkers(spec(), 64))
        .hasSameHashCodeAs(factory)
        .isNotEqualTo(DjlTextEmbedders.forWorkers(spec(), 65))
        .isNotEqualTo(DjlTextEmbedders.forWorkers(spec().withMaxLength(128), 64));
  }

  @Test
  void aCacheOfNegativeSizeIsRefused() {
    TextEmbedderFactory alone = DjlTextEmbedders.alone(spec());

    assertThatThrownBy(() -> TextEmbedders.caching(alone, -1)).hasMessageContaining("-1 megabytes");
  }

  @Test
  void anUnknownAddressIsOneClearSentence() {
    TextEmbedderFactory factory = DjlTextEmbedders.alone(ModelSpec.of("all-MiniLM"));

    assertThatThrownBy(factory::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith(
            "There is no model \"all-MiniLM\": accepted are builtin:all-MiniLM-L6-v2; file:/path");
  }
}
