package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.vectorstream.embedding.SampleTexts;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.model.ModelSpec;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published all-MiniLM-L6-v2, laid out as in its repository, with its graph in ONNX. */
class SentenceTransformersFolderIT {

  @TempDir private static Path cache;
  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws Exception {
    Files.createDirectory(folder.resolve("onnx"));
    try (InputStream graph = getClass().getResourceAsStream("/all-minilm-l6-v2.onnx");
        InputStream tokenizer =
            getClass().getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
      Files.copy(graph, folder.resolve("onnx/model.onnx"));
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    }
    Files.createDirectory(folder.resolve("1_Pooling"));
    write(
        "1_Pooling/config.json",
        """
        {"word_embedding_dimension": 384, "pooling_mode_cls_token": false,
         "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false,
         "pooling_mode_mean_sqrt_len_tokens": false}
        """);
    write(
        "modules.json",
        """
        [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
         {"idx": 1, "name": "1", "path": "1_Pooling",
          "type": "sentence_transformers.models.Pooling"},
         {"idx": 2, "name": "2", "path": "2_Normalize",
          "type": "sentence_transformers.models.Normalize"}]
        """);
    write("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    write("config.json", "{\"max_position_embeddings\": 512, \"model_type\": \"bert\"}");
    write("tokenizer_config.json", "{\"model_max_length\": 512}");
  }

  private void write(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
  }

  @Test
  void givesTheBuiltInModelsVectors() {
    List<String> texts = SampleTexts.all();
    ModelSpec builtin = ModelSpec.of(BuiltinModel.ADDRESS).withCacheFolder(cache.toString());
    try (TextEmbedder expected = DjlTextEmbedders.alone(builtin).open();
        TextEmbedder actual = DjlTextEmbedders.alone(ModelSpec.of("file:" + folder)).open()) {
      List<float[]> expectedVectors = expected.embed(texts);
      List<float[]> vectors = actual.embed(texts);
      for (int index = 0; index < texts.size(); index++) {
        assertThat(Vectors.cosine(vectors.get(index), expectedVectors.get(index)))
            .as(texts.get(index))
            .isGreaterThan(0.9999);
        assertThat(Vectors.length(vectors.get(index))).isEqualTo(1, offset(1e-5));
      }
      assertThat(actual.dimension()).isEqualTo(384);
      assertThat(actual.identity().pooling()).isEqualTo("mean");
      assertThat(expected.identity().pooling()).isEqualTo("model");
    }
  }
}
