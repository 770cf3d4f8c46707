package io.vectorstream.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class EmbeddingReaderTest {

  private static ModelSpec of(String... args) {
    return EmbeddingReader.model(PipelineOptionsFactory.fromArgs(args).as(EmbeddingOptions.class));
  }

  @Test
  void leavesToTheModelWhatIsNotGiven() {
    assertThat(of("--model=file:/models/mine")).isEqualTo(ModelSpec.of("file:/models/mine"));
  }

  @Test
  void takesEverythingThatIsGiven() {
    String[] args = {
      "--model=file:/models/mine",
      "--maxLength=128",
      "--pooling=last_token",
      "--normalize=false",
      "--tokenTypes=true",
      "--promptPrefix=passage: ",
      "--queryPrefix=query: "
    };

    assertThat(of(args))
        .isEqualTo(
            ModelSpec.of("file:/models/mine")
                .withMaxLength(128)
                .withPooling(Pooling.LAST_TOKEN)
                .withNormalize(false)
                .withTokenTypes(true)
                .withPrefix("passage: ")
                .withQueryPrefix("query: "));
  }
}
