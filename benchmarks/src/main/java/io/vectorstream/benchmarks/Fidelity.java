package io.vectorstream.benchmarks;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** How near a precision's vectors are to those of fp32. */
final class Fidelity {

  private static final List<String> TEXTS = new BenchmarkTexts().next(256);

  private Fidelity() {}

  /** The cosines of 256 texts' vectors to the same in fp32. */
  static DoubleSummaryStatistics of(String precision) {
    List<float[]> expected = embed("fp32");
    List<float[]> actual = embed(precision);
    DoubleSummaryStatistics cosines = new DoubleSummaryStatistics();
    for (int index = 0; index < expected.size(); index++) {
      cosines.accept(dot(expected.get(index), actual.get(index)));
    }
    return cosines;
  }

  private static List<float[]> embed(String precision) {
    ModelSpec spec =
        ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)
            .withDevice("cpu")
            .withPrecision(Precision.parse(precision));
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
      return embedder.embed(TEXTS);
    }
  }

  /** The cosine, as vectors have length one. */
  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int index = 0; index < left.length; index++) {
      sum += (double) left[index] * right[index];
    }
    return sum;
  }
}
