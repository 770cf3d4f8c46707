package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.builtin.TinyModel;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX graphs of all makes, small enough to know their vectors. */
class OnnxModelIT {

  private static final float[] RED = {3, 0};
  private static final float[] MEAN = {1.5f, 2};
  private static final float[] MAX = {3, 4};

  @TempDir private Path folder;

  @BeforeEach
  void tokenizer() throws IOException {
    TinyModel.writeTokenizer(folder);
  }

  private ModelSpec spec() {
    return ModelSpec.of("file:" + folder).withNormalize(false);
  }

  private static List<float[]> embed(ModelSpec spec, String... texts) {
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
      return embedder.embed(List.of(texts));
    }
  }

  @Test
  void isGivenWhatItDeclares() throws Exception {
    List<List<String>> declared =
        List.of(
            List.of("input_ids"),
            List.of("input_ids", "attention_mask"),
            List.of("input_ids", "token_type_ids", "attention_mask"));
    for (List<String> inputs : declared) {
      TinyOnnxModel.with(inputs.toArray(String[]::new))
          .tokenVectors("last_hidden_state")
          .write(folder.resolve("model.onnx"));

      assertThat(embed(spec(), "red shoes", "red")).as("%s", inputs).containsExactly(MEAN, RED);
    }
  }

  @Test
  void isFoundWhereHuggingFaceKeepsIt() throws Exception {
    TinyOnnxModel model = TinyOnnxModel.with("input_ids").tokenVectors("last_hidden_state");
    model.write(folder.resolve("onnx/model.onnx"));
    model.write(folder.resolve("onnx/model_O4.onnx"));
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec()).open()) {
      assertThat(embedder.embed(List.of("red"))).containsExactly(RED);
      assertThat(embedder.dimension()).isEqualTo(2);
      assertThat(embedder.device()).isEqualTo("cpu");
      assertThat(embedder.identity().name()).isEqualTo(folder.getFileName().toString());
      assertThat(embedder.identity().pooling()).isEqualTo("mean");
      assertThat(embedder.identity().normalized()).isFalse();
    }
  }

  @Test
  void aFileMayBeNamedInTheAddress() throws Exception {
    TinyOnnxModel model = TinyOnnxModel.with("input_ids").tokenVectors("last_hidden_state");
    model.write(folder.resolve("onnx/other.onnx"));
    TinyModel.writeScript(folder.resolve("tiny.pt"));

    ModelSpec spec = ModelSpec.of("file:" + folder + "/onnx/other.onnx").withNormalize(false);
    assertThat(embed(spec, "red")).containsExactly(RED);
  }

  @Test
  void itsSentenceVectorsAreKept() throws Exception {
    TinyOnnxModel.with("input_ids")
        .tokenVectors("token_embeddings")
        .sentenceVectors("sentence_embedding")
        .write(folder.resolve("model.onnx"));
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec()).open()) {
      assertThat(embedder.embed(List.of("red shoes"))).containsExactly(MAX);
      assertThat(embedder.identity().pooling()).isEqualTo("model");
    }
    assertThat(embed(spec().withPooling(Pooling.MEAN), "red shoes")).containsExactly(MEAN);
  }

  @Test
  void aModelThatPoolsTakesNoOtherPooling() throws Exception {
    TinyOnnxModel.with("input_ids").sentenceVectors("v").write(folder.resolve("model.onnx"));

    assertThat(embed(spec(), "red shoes")).containsExactly(MAX);
    refuses(spec().withPooling(Pooling.CLS), "makes one vector of a text by itself");
  }

  @Test
  void tokenVectorsAreTakenWhereverTheyStand() throws Exception {
    TinyOnnxModel.with("input_ids")
        .sentenceVectors("pooler_output")
        .tokenVectors("last_hidden_state")
        .write(folder.resolve("model.onnx"));

    assertThat(embed(spec(), "red shoes")).containsExactly(MEAN);
  }

  @Test
  void whatIsNoEmbeddingModelIsSaidInASentence() throws Exception {
    Path file = folder.resolve("model.onnx");
    TinyOnnxModel.with("input_ids").ids("ids").write(file);
    refuses(spec(), "is not an embedding model: it answers with int64.");

    TinyOnnxModel.with("input_ids").sentenceVectors("logits").write(file);
    refuses(spec(), "is not an embedding model: it answers with logits.");

    TinyOnnxModel.with("input_ids", "pixel_values").tokenVectors("v").write(file);
    refuses(spec(), "is not an embedding model for texts: it wants the input pixel_values");
  }

  @Test
  void weightsOutsideOfTheGraphArePartOfTheModel() throws Exception {
    Set<String> revisions = new HashSet<>();
    for (float red : new float[] {3, 7}) {
      TinyOnnxModel.with("input_ids")
          .tokenVectors("last_hidden_state")
          .tableIn("weights.bin")
          .write(folder.resolve("onnx/model.onnx"));
      Files.write(
          folder.resolve("onnx/weights.bin"),
          TinyOnnxModel.table(List.of(1f, 1f, red, 0f, 0f, 4f)));

      try (TextEmbedder embedder = DjlTextEmbedders.alone(spec()).open()) {
        assertThat(embedder.embed(List.of("red"))).containsExactly(new float[] {red, 0});
        revisions.add(embedder.identity().revision());
      }
    }
    assertThat(revisions).as("the graphs are equal, the models are not").hasSize(2);
  }

  @Test
  void weightsThatAreMissingOrElsewhereAreSaidInASentence() throws Exception {
    Path file = folder.resolve("model.onnx");
    Path outside = folder.resolveSibling("outside.bin");
    TinyOnnxModel graph = TinyOnnxModel.with("input_ids").tokenVectors("last_hidden_state");
    graph.tableIn("deep/weights.bin").write(file);
    refuses(
        spec(), "has no file " + folder + "/deep/weights.bin, which its graph names for weights.");

    for (String location :
        List.of("../outside.bin", "a/../../outside.bin", outside.toString(), "", ".", "a\0b")) {
      graph.tableIn(location).write(file);
      refuses(
          spec(),
          "its graph names the file \"%s\" for weights, which is not in its folder %s."
              .formatted(location, folder));
    }
  }

  @Test
  void aDamagedGraphIsAnEmbeddingException() throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "not a graph");

    refuses(spec(), "could not be loaded");
  }

  @Test
  void settingsThatContradictTheGraphAreRefused() throws Exception {
    TinyOnnxModel.with("input_ids").tokenVectors("v").write(folder.resolve("model.onnx"));

    refuses(spec().withTokenTypes(true), "[input_ids]");
  }

  private static void refuses(ModelSpec spec, String reason) {
    assertThatThrownBy(() -> DjlTextEmbedders.alone(spec).open())
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining(spec.address())
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }
}
