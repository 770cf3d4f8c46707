package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.vectorstream.embedding.EmbeddingResult;
import io.vectorstream.embedding.SampleTexts;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlTextEmbedderIT {

  /** Batches of another shape are summed in another order: equal but for the last digits. */
  private static final double SAME = 0.99999;

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

  private static float[] embed(String text) {
    return embedder.embed(List.of(text)).get(0);
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int index = 0; index < actual.size(); index++) {
      assertThat(Vectors.cosine(actual.get(index), expected.get(index)))
          .as("vector %s", index)
          .isGreaterThan(SAME);
    }
  }

  @Test
  void noTextsGiveNoVectors() {
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void equalTextsGiveEqualVectors() {
    List<float[]> vectors = embedder.embed(Collections.nCopies(5, "red shoes"));

    assertSame(vectors, Collections.nCopies(5, embed("red shoes")));
  }

  @Test
  void aLongTextIsCutAtTheMaximumLength() {
    // 254 one-token words and the two special tokens are 256.
    String full = "shoe ".repeat(254).strip();

    assertThat(Vectors.cosine(embed(full + " bicycle".repeat(500)), embed(full)))
        .isGreaterThan(SAME);
    assertThat(Vectors.cosine(embed("shoe ".repeat(253) + "bicycle"), embed(full)))
        .isLessThan(SAME);
  }

  @Test
  void cuttingTheStringFirstChangesNoToken() throws Exception {
    Path folder = BuiltinModel.prepare(cache, Variant.CPU_FP32);
    Map<String, String> options =
        Map.of("truncation", "true", "padding", "false", "maxLength", "256");
    List<String> texts = new ArrayList<>();
    for (String text : SampleTexts.longOnes()) {
      texts.add(text + " " + "tail ".repeat(400));
      texts.add((text + ",").repeat(40));
    }
    for (String unit : List.of(",", "日", "x", "👜", "ab-", "e\u0301", "x".repeat(120) + "、")) {
      texts.add(unit.repeat(40_000));
      texts.add("start " + unit.repeat(40_000) + " end");
    }
    try (TextTokenizer tokenizer = TextTokenizer.load(folder, 256, false);
        HuggingFaceTokenizer whole = HuggingFaceTokenizer.newInstance(folder, options)) {
      for (String text : texts) {
        assertThat(tokenizer.encode(text)).isEqualTo(whole.encode(text).getIds());
      }
    }
  }

  @Test
  void oddTextsGiveVectorsAndLeaveTheirNeighboursAlone() {
    List<String> odd = SampleTexts.oddOnes();
    List<String> mixed = new ArrayList<>(odd);
    mixed.add("red shoes");

    List<float[]> vectors = embedder.embed(mixed);

    assertThat(vectors).hasSameSizeAs(mixed);
    for (float[] vector : vectors) {
      assertThat(Vectors.length(vector)).isBetween(0.999, 1.001);
    }
    assertThat(Vectors.cosine(vectors.get(odd.size()), embed("red shoes"))).isGreaterThan(SAME);
  }

  @Test
  void threadsShareTheModel() throws Exception {
    List<String> texts = SampleTexts.all().subList(0, 40);
    List<float[]> expected = embedder.embed(texts);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<float[]>>> calls = Collections.nCopies(8, () -> embedder.embed(texts));
      for (Future<List<float[]>> result : threads.invokeAll(calls)) {
        assertSame(result.get(), expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aClosedModelRefusesAndClosingTwiceIsFine() {
    TextEmbedder closed = DjlTextEmbedders.alone(spec()).open();
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.embed(List.of("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("builtin:all-MiniLM-L6-v2");
  }

  @Test
  void workersShareModelAndCache() {
    TextEmbedderFactory factory = DjlTextEmbedders.forWorkers(spec());
    try (TextEmbedder first = factory.open();
        TextEmbedder second = DjlTextEmbedders.forWorkers(spec()).open()) {
      assertThat(first.embedCounted(List.of("red shoes")).textsEmbedded()).isEqualTo(1);
      EmbeddingResult again = second.embedCounted(List.of("red shoes", "blue shoes"));

      assertThat(again.cacheHits()).isEqualTo(1);
      assertThat(again.textsEmbedded()).isEqualTo(1);
    }
  }
}
