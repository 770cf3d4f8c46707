package io.vectorstream.benchmarks;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Texts that have not been seen before, in calls of 64, by as many callers as there are cores. */
public class EmbeddingBenchmark {

  private static final int BATCH = 64;

  /** The model that all callers share. */
  @State(Scope.Benchmark)
  public static class Model {

    /** What the model computes with. */
    @Param({"fp32", "bf16", "int8"})
    public String precision;

    private TextEmbedder embedder;

    /** Loads the model. */
    @Setup(Level.Trial)
    public void open() {
      embedder =
          DjlTextEmbedders.alone(
                  ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)
                      .withDevice("cpu")
                      .withPrecision(Precision.parse(precision)))
              .open();
    }

    /** Frees the model. */
    @TearDown(Level.Trial)
    public void close() {
      embedder.close();
    }
  }

  /** What a caller sends. */
  @State(Scope.Thread)
  public static class Texts {
    private final BenchmarkTexts texts = new BenchmarkTexts();
  }

  /** Texts a second. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<float[]> embed(Model model, Texts texts) {
    return model.embedder.embed(texts.texts.next(BATCH));
  }
}
