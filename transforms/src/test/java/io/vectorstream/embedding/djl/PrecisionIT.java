package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.vectorstream.embedding.SampleTexts;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.Vectors;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in model in each precision against the published graph in ONNX Runtime's fp32. */
class PrecisionIT {

  private static final Logger LOG = LoggerFactory.getLogger(PrecisionIT.class);

  @TempDir private static Path cache;
  private static List<float[]> reference;

  @BeforeAll
  static void embedWithOnnxRuntime() throws Exception {
    reference = new ArrayList<>();
    Path folder = BuiltinModel.prepare(cache, Variant.CPU_FP32);
    try (TextTokenizer tokenizer =
            TextTokenizer.load(folder.resolve("tokenizer.json"), 256, false);
        OnnxReference onnx = new OnnxReference()) {
      for (String text : SampleTexts.all()) {
        reference.add(onnx.embed(tokenizer.encode(text)));
      }
    }
    assertThat(reference).hasSizeGreaterThanOrEqualTo(200);
  }

  private static TextEmbedder open(String precision) {
    return DjlTextEmbedders.alone(
            ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)
                .withDevice("cpu")
                .withPrecision(Precision.parse(precision))
                .withCacheFolder(cache.toString()))
        .open();
  }

  private static <T> Stream<T> tenths(List<T> all) {
    return IntStream.range(0, all.size()).filter(index -> index % 10 == 0).mapToObj(all::get);
  }

  private static DoubleSummaryStatistics cosines(List<float[]> vectors, List<float[]> others) {
    DoubleSummaryStatistics cosines = new DoubleSummaryStatistics();
    for (int index = 0; index < vectors.size(); index++) {
      cosines.accept(Vectors.cosine(vectors.get(index), others.get(index)));
    }
    return cosines;
  }

  @ParameterizedTest
  @CsvSource({
    "fp32, 0.99999, 0.99999",
    "bf16, 0.9995, 0.9998",
    "fp16, 0.9999, 0.9999",
    "int8, 0.93, 0.97"
  })
  void agreesWithOnnxRuntime(String precision, double smallest, double average) {
    try (TextEmbedder embedder = open(precision)) {
      List<float[]> vectors = embedder.embed(SampleTexts.all());

      DoubleSummaryStatistics cosines = cosines(vectors, reference);
      LOG.info("{} against ONNX Runtime: {}", precision, cosines);
      assertThat(cosines.getMin()).isGreaterThan(smallest);
      assertThat(cosines.getAverage()).isGreaterThan(average);
      for (float[] vector : vectors) {
        assertThat(Vectors.length(vector)).isEqualTo(1, offset(1e-5));
      }
      assertThat(embedder.identity().precision()).isEqualTo(precision);
    }
  }

  /** What is loaded on a card does the same on a CPU, but slowly, so this takes each tenth text. */
  @ParameterizedTest
  @CsvSource({"GPU_FP32, 0.99999", "GPU_BF16, 0.999", "GPU_FP16, 0.9999"})
  void whatACardComputesAgreesToo(Variant variant, double smallest) throws Exception {
    ModelSpec spec = ModelSpec.of(ModelSpec.DEFAULT_ADDRESS).withCacheFolder(cache.toString());
    ModelFolder folder = ModelFolder.builtin(spec, variant);
    List<float[]> vectors;
    try (TextTokenizer tokenizer = TextTokenizer.load(folder.tokenizer(), 256, false);
        DjlSession session =
            DjlSession.load(spec.address(), folder, ModelSettings.of(folder, spec), "cpu")) {
      // Texts of all lengths in one pass.
      vectors =
          List.of(
              session.run(tenths(SampleTexts.all()).map(tokenizer::encode).toArray(long[][]::new)));
    }

    DoubleSummaryStatistics cosines = cosines(vectors, tenths(reference).toList());
    LOG.info("{} against ONNX Runtime: {}", variant, cosines);
    assertThat(cosines.getMin()).isGreaterThan(smallest);
  }

  @ParameterizedTest
  @CsvSource({"fp32, 0.99999", "bf16, 0.9998"})
  void aTextsVectorDoesNotDependOnItsNeighbours(String precision, double same) {
    List<String> texts = new ArrayList<>(SampleTexts.all().subList(0, 60));
    texts.addAll(SampleTexts.longOnes());
    texts.addAll(SampleTexts.oddOnes());
    try (TextEmbedder embedder = open(precision)) {
      List<float[]> alone =
          texts.stream().map(text -> embedder.embed(List.of(text)).get(0)).toList();
      assertThat(cosines(embedder.embed(texts), alone).getMin()).isGreaterThan(same);

      List<Integer> order = new ArrayList<>();
      for (int index = 0; index < texts.size(); index++) {
        order.add(index);
      }
      Collections.shuffle(order, new Random(3));
      List<float[]> shuffled = embedder.embed(order.stream().map(texts::get).toList());
      assertThat(cosines(shuffled, order.stream().map(alone::get).toList()).getMin())
          .isGreaterThan(same);
    }
  }

  @Test
  void autoIsNeverInt8() {
    try (TextEmbedder embedder = open("auto")) {
      boolean fast = CpuFeatures.ofThisMachine().hasFastBf16();

      assertThat(embedder.identity().precision()).isEqualTo(fast ? "bf16" : "fp32");
    }
  }

  @Test
  void anotherPrecisionIsTheSameModel() {
    try (TextEmbedder fp32 = open("fp32");
        TextEmbedder bf16 = open("bf16");
        TextEmbedder int8 = open("int8")) {
      assertThat(List.of(bf16.identity(), int8.identity()))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("precision")
          .containsExactly(fp32.identity(), fp32.identity());
      assertThat(bf16.identity().precision()).isEqualTo("bf16");
      assertThat(int8.identity().precision()).isEqualTo("int8");
    }
  }
}
