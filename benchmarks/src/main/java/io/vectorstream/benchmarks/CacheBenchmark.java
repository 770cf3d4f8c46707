package io.vectorstream.benchmarks;

import io.vectorstream.embedding.EmbeddingResult;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Texts whose vectors are known, in calls of 64, by as many callers as there are cores. */
public class CacheBenchmark {

  private static final int BATCH = 64;
  private static final int BATCHES = 16;

  /** The model behind its cache, and the texts that are in it. */
  @State(Scope.Benchmark)
  public static class Warm {

    private final List<List<String>> batches = new ArrayList<>();
    private TextEmbedder embedder;

    /** Loads the model and embeds every text once. */
    @Setup(Level.Trial)
    public void fill() {
      embedder =
          TextEmbedders.caching(
                  DjlTextEmbedders.alone(ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)),
                  TextEmbedders.DEFAULT_CACHE_MEGABYTES)
              .open();
      BenchmarkTexts texts = new BenchmarkTexts();
      for (int batch = 0; batch < BATCHES; batch++) {
        batches.add(texts.next(BATCH));
        embedder.embed(batches.get(batch));
      }
    }

    /** Frees the model. */
    @TearDown(Level.Trial)
    public void close() {
      embedder.close();
    }
  }

  /** Where a caller is. */
  @State(Scope.Thread)
  public static class Position {
    private int batch;
  }

  /** Texts a second. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public EmbeddingResult lookUp(Warm warm, Position position) {
    position.batch = (position.batch + 1) % BATCHES;
    EmbeddingResult result = warm.embedder.embedCounted(warm.batches.get(position.batch));
    if (result.textsEmbedded() != 0) {
      throw new IllegalStateException("the cache lost " + result.textsEmbedded() + " texts");
    }
    return result;
  }
}
