package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinModelIT {

  @TempDir private static Path cache;
  private static TextEmbedder embedder;

  @BeforeAll
  static void open() {
    embedder = DjlTextEmbedders.alone(spec()).open();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  private static ModelSpec spec() {
    return ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)
        .withPrecision(Precision.FP32)
        .withCacheFolder(cache.toString());
  }

  @Test
  void saysWhatItIs() {
    assertThat(embedder.model()).isEqualTo("builtin:all-MiniLM-L6-v2");
    assertThat(embedder.device()).isEqualTo("cpu");
    assertThat(embedder.dimension()).isEqualTo(384);
  }

  @Test
  void givesTheKnownVector() {
    float[] vector = embedder.embed(List.of("hello world")).get(0);

    float[] start = {-0.03448f, 0.03102f, 0.00674f, 0.02611f, -0.03936f, -0.16030f};
    for (int index = 0; index < start.length; index++) {
      assertThat(vector[index]).isEqualTo(start[index], offset(1e-5f));
    }
  }

  @Test
  void keepsASecondPreparationAsItWas() throws Exception {
    Path folder = BuiltinModel.prepare(cache, Variant.CPU_FP32);

    assertThat(BuiltinModel.prepare(cache, Variant.CPU_FP32)).isEqualTo(folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "all-MiniLM-L6-v2.pt", "tokenizer.json", "serving.properties", "CHECKSUMS");
    }
  }

  @Test
  void aFolderAddressIsLoadedTheSameWay() throws Exception {
    String address = BuiltinModel.prepare(cache, Variant.CPU_FP32).toUri().toString();
    try (TextEmbedder folder = DjlTextEmbedders.alone(ModelSpec.of(address)).open()) {
      assertThat(folder.model()).isEqualTo(address);
      assertThat(folder.embed(List.of("hello world")).get(0))
          .isEqualTo(embedder.embed(List.of("hello world")).get(0));
    }
  }

  @Test
  void aMaximumLengthCutsEarlier() {
    String ten = "one two three four five six seven eight nine ten";
    try (TextEmbedder cut = DjlTextEmbedders.alone(spec().withMaxLength(8)).open()) {
      float[] expected = embedder.embed(List.of("one two three four five six")).get(0);

      assertThat(Vectors.cosine(cut.embed(List.of(ten)).get(0), expected)).isGreaterThan(0.99999);
    }
  }

  @Test
  void aLengthBeyondTheModelsIsRefused() {
    TextEmbedderFactory factory = DjlTextEmbedders.alone(spec().withMaxLength(513));

    assertThatThrownBy(factory::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("513")
        .hasMessageContaining("512");
  }

  @Test
  void aMissingGraphicsCardIsRefused() {
    TextEmbedderFactory factory = DjlTextEmbedders.alone(spec().withDevice("gpu:63"));

    assertThatThrownBy(factory::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("gpu:63");
  }

  @Test
  void anUnwritableCacheIsOneClearSentence() throws Exception {
    Path file = Files.createFile(cache.resolve("a-file"));
    TextEmbedderFactory factory =
        DjlTextEmbedders.alone(
            ModelSpec.of(ModelSpec.DEFAULT_ADDRESS).withCacheFolder(file.resolve("x").toString()));

    assertThatThrownBy(factory::open)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("builtin:all-MiniLM-L6-v2 could not be prepared in " + file);
  }
}
