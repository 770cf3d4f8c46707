package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextInput;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.TinyModel;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void takesPoolingAndNormalizationFromTheFolder() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\n");
    Files.writeString(
        folder.resolve("modules.json"),
        "[{\"path\": \"\", \"type\": \"Transformer\"}, {\"path\": \"p\", \"type\": \"Pooling\"}]");
    Path pooling = Files.createDirectory(folder.resolve("p")).resolve("config.json");
    Files.writeString(pooling, "{\"pooling_mode_max_tokens\": true}");
    try (TextEmbedder embedder = factory().open()) {
      assertThat(embedder.embed(List.of("red shoes", "shoes", "red any shoes")))
          .containsExactly(new float[] {3, 4}, new float[] {0, 4}, new float[] {3, 4});
      assertThat(embedder.identity().pooling()).isEqualTo("max");
      assertThat(embedder.identity().normalized()).isFalse();
    }
  }

  @Test
  void everyPoolingIsItsOwnWhateverTheNeighbours() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\n");
    float half = (float) (1 / Math.sqrt(2));
    Map<Pooling, float[]> expected =
        Map.of(
            Pooling.MEAN, new float[] {1.5f, 2},
            Pooling.CLS, new float[] {3, 0},
            Pooling.MAX, new float[] {3, 4},
            Pooling.MEAN_SQRT_LEN, new float[] {3 * half, 4 * half},
            Pooling.LAST_TOKEN, new float[] {0, 4});
    for (Pooling pooling : Pooling.values()) {
      ModelSpec spec = ModelSpec.of("file:" + folder).withPooling(pooling).withNormalize(false);
      try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
        List<float[]> vectors = embedder.embed(List.of("red shoes", "a b c d e f", "red"));
        assertThat(vectors.get(0)).as("%s", pooling).containsExactly(expected.get(pooling));
        assertThat(vectors.get(2)).as("%s", pooling).containsExactly(3, 0);
      }
    }
  }

  @Test
  void putsPrefixAndLowerCaseBeforeTheTokens() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\nnormalize=false\ndoLowerCase=true\n");
    ModelSpec spec = ModelSpec.of("file:" + folder).withPrefix("Red ");
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
      assertThat(embedder.embed(List.of("SHOES")).get(0)).containsExactly(1.5f, 2);
    }
  }

  @Test
  void aQueryHasAPrefixOfItsOwnAndIsNotRememberedAsAText() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\nnormalize=false\n");
    ModelSpec spec = ModelSpec.of("file:" + folder).withPrefix("red ").withQueryPrefix("shoes ");
    try (TextEmbedder embedder = DjlTextEmbedders.forWorkers(spec).open()) {
      assertThat(embedder.embedQuery("red")).containsExactly(1.5f, 2);
      assertThat(embedder.embed(List.of("red"))).containsExactly(new float[] {3, 0});
      assertThat(embedder.embedQuery("shoes")).containsExactly(0, 4);
    }
  }

  @Test
  void theIdentitySaysWhatTheModelIsGivenOfAText() throws Exception {
    TinyModel.write(folder, "includeTokenTypes=true\nmaxLength=7\n");
    assertThat(input(ModelSpec.of("file:" + folder))).isEqualTo(new TextInput("", 7, false, true));

    TinyModel.write(folder, "doLowerCase=true", answering("Tensor:\n    return v"));
    ModelSpec spec = ModelSpec.of("file:" + folder).withPrefix("p: ").withQueryPrefix("q: ");
    assertThat(input(spec)).isEqualTo(new TextInput("p: ", 256, true, false));
  }

  private static TextInput input(ModelSpec spec) {
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
      return embedder.identity().input();
    }
  }

  @Test
  void takesWhatAModelAnswersInATupleOrDictionary() throws Exception {
    List<String> answers =
        List.of(
            "Tuple[Tensor, Tensor]:\n    return (v, torch.max(v, 1)[0])",
            "Dict[str, Tensor]:\n    return {\"pooler_output\": torch.max(v, 1)[0],"
                + " \"last_hidden_state\": v}");
    for (String answer : answers) {
      TinyModel.write(folder, "normalize=false", answering(answer));
      try (TextEmbedder embedder = factory().open()) {
        assertThat(embedder.embed(List.of("red shoes")).get(0)).containsExactly(1.5f, 2);
        assertThat(embedder.identity().pooling()).isEqualTo("mean");
      }
    }
    TinyModel.write(folder, "", answering("Tensor:\n    return torch.max(v, 1)[0]"));
    try (TextEmbedder embedder = factory().open()) {
      assertThat(embedder.embed(List.of("red shoes")).get(0)).containsExactly(0.6f, 0.8f);
      assertThat(embedder.identity().pooling()).isEqualTo("model");
    }
  }

  @Test
  void whatIsNoEmbeddingModelIsSaidInASentence() throws Exception {
    String start = "The model file:" + folder + " is not an embedding model: it answers ";
    TinyModel.write(folder, "", answering("Tensor:\n    return torch.sum(v)"));
    refuses(start + "with an array of shape ().");
    TinyModel.write(folder, "", answering("Tensor:\n    return input_ids"));
    refuses(start + "with int64.");
    TinyModel.write(folder, "", answering("Tensor:\n    return torch.permute(v, [2, 0, 1])"));
    refuses(start + "to 1 texts of up to 1 tokens with an array of shape (2, 1, 1).");
  }

  @Test
  void aModelThatMakesNoUsableVectorIsRefusedWhenItIsOpened() throws Exception {
    String start = "The model file:" + folder + " makes a vector that cannot be used: ";
    TinyModel.write(folder, "", answering("Tensor:\n    return torch.div(v, 0)"));
    refuses(start + "component 1 of 2 is NaN.");
    TinyModel.write(folder, "normalize=false", answering("Tensor:\n    return torch.div(v, 0)"));
    refuses(start + "component 1 of 2 is Infinity.");
    for (String settings : List.of("normalize=true", "normalize=false")) {
      TinyModel.write(folder, settings, answering("Tensor:\n    return torch.mul(v, 0)"));
      refuses(start + "its length is zero.");
    }
  }

  @Test
  void aLayerBehindTheModelMattersOnlyToTokenVectors() throws Exception {
    String modules =
        "[{\"path\": \"\", \"type\": \"Transformer\"}, {\"path\": \"d\", \"type\": \"Dense\"}]";
    TinyModel.write(folder, "includeTokenTypes=true\n");
    Files.writeString(folder.resolve("modules.json"), modules);
    refuses(
        "The model file:"
            + folder
            + " answers with token vectors, and what has to be done with them is not supported: "
            + folder.resolve("modules.json")
            + " has a module Dense behind the model.");

    TinyModel.write(folder, "", answering("Tensor:\n    return torch.max(v, 1)[0]"));
    try (TextEmbedder embedder = factory().open()) {
      assertThat(embedder.embed(List.of("red shoes")).get(0)).containsExactly(3, 4);
    }
  }

  /** A method that takes ids and mask and looks the token vectors v up. */
  private static String answering(String typeAndAnswer) {
    return "  def forward(self: __torch__.Tiny, input_ids: Tensor, attention_mask: Tensor) -> "
        + typeAndAnswer.replace(":\n", ":\n    v = torch.embedding(self.table, input_ids)\n")
        + "\n";
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
            "The model file:/no/such/folder is not available: there is no file or folder"
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
