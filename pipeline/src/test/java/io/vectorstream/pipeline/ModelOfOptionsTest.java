package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import org.junit.jupiter.api.Test;

final class ModelOfOptionsTest {

  @Test
  void leavesToTheModelWhatIsNotGiven() {
    assertThat(ModelOfOptions.spec(CommandLine.parse(new String[] {"--model=file:/models/mine"})))
        .isEqualTo(ModelSpec.of("file:/models/mine"));
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

    assertThat(ModelOfOptions.spec(CommandLine.parse(args)))
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
