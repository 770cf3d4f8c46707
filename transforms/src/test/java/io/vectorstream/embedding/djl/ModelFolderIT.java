package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.TinyModel;
import io.vectorstream.embedding.model.ModelSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderIT {

  @TempDir private Path folder;

  private TextEmbedderFactory factory() {
    return DjlTextEmbedders.alone(ModelSpec.of("file:" + folder));
  }

  @Test
  void averagesAndNormalizesTokenVectors() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\n");
    try (TextEmbedder embedder = factory().open()) {
      assertThat(embedder.dimension()).isEqualTo(2);
      // (1.5, 2) and, of three words, (1, 4/3): both (0.6, 0.8) at length one.
      assertThat(embedder.embed(List.of("red shoes", "red", "shoes")))
          .usingElementComparator(ModelFolderIT::compareRounded)
          .containsExactly(new float[] {0.6f, 0.8f}, new float[] {1, 0}, new float[] {0, 1});
    }
  }

  private static int compareRounded(float[] left, float[] right) {
    return Vectors.cosine(left, right) > 0.999999 && Math.abs(Vectors.length(left) - 1) < 1e-6
        ? 0
        : 1;
  }

  @Test
  void takesTheMaximumLengthFromTheFolder() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\nmaxLength=1\n");
    try (TextEmbedder embedder = factory().open()) {
      assertThat(embedder.embed(List.of("red shoes")).get(0)).containsExactly(1, 0);
    }
  }

  @Test
  void aTextWithoutTokensFailsWithoutHarmingOthers() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\n");
    try (TextEmbedder embedder = factory().open()) {
      assertThatThrownBy(() -> embedder.embed(List.of("red", " ")))
          .isInstanceOf(EmbeddingException.class);
      assertThat(embedder.embed(List.of("red")).get(0)).containsExactly(1, 0);
    }
  }

  @Test
  void anEngineFailureIsAnEmbeddingException() throws Exception {
    TinyModel.write(folder, "");

    assertThatThrownBy(() -> factory().open())
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("file:" + folder)
        .hasMessageContaining("token_type_ids");
  }

  @Test
  void saysWhatAFolderLacks() throws Exception {
    refuses("The model file:" + folder + " has no tokenizer.json in " + folder + ".");
    TinyModel.write(folder, "maxLength=long");
    refuses(
        "maxLength in "
            + folder
            + "/serving.properties has to be a whole number of at least 1, it is \"long\"");
    Files.delete(folder.resolve("tiny.pt"));
    refuses(
        "The model file:"
            + folder
            + " has no TorchScript model (*.pt) or ONNX model (*.onnx, also looked for in onnx/) in "
            + folder
            + ".");
    TextEmbedderFactory missing = DjlTextEmbedders.alone(ModelSpec.of("file:/no/such/folder"));
    assertThatThrownBy(missing::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "The model file:/no/such/folder cannot be had: there is no file or folder"
                + " /no/such/folder.");
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> factory().open())
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(message);
  }

  @Test
  void aDamagedModelOrTokenizerIsAnEmbeddingException() throws Exception {
    TinyModel.write(folder, "");
    Files.writeString(folder.resolve("tiny.pt"), "not an archive");
    assertThatThrownBy(() -> factory().open())
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("could not be loaded");
    Files.writeString(folder.resolve("tokenizer.json"), "not json");
    assertThatThrownBy(() -> factory().open())
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("could not be loaded");
  }
}
