package io.vectorstream.benchmarks;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Embeds batches of ever other sizes and lengths, by as many callers as there are cores, and prints
 * the process's resident megabytes after the first tenth and after all. The one argument is the
 * number of batches.
 */
final class SteadyMemory {

  private static final int LARGEST_BATCH = 4;
  private static final int MOST_WORDS = 30;

  private SteadyMemory() {}

  /** Measures in this process. */
  public static void main(String[] args) throws Exception {
    int batches = Integer.parseInt(args[0]);
    int callers = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (TextEmbedder embedder =
        DjlTextEmbedders.alone(ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)).open()) {
      embed(embedder, threads, callers, batches / 10);
      double early = Resident.megabytes();
      embed(embedder, threads, callers, batches - batches / 10);
      System.out.printf("%.1f %.1f%n", early, Resident.megabytes());
    } finally {
      threads.shutdown();
    }
    System.exit(0);
  }

  private static void embed(
      TextEmbedder embedder, ExecutorService threads, int callers, int batches) throws Exception {
    List<Callable<Void>> calls = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      Random random = new Random(caller);
      calls.add(
          () -> {
            for (int batch = 0; batch < batches / callers; batch++) {
              embedder.embed(batch(random));
            }
            return null;
          });
    }
    for (Future<Void> call : threads.invokeAll(calls)) {
      call.get();
    }
  }

  private static List<String> batch(Random random) {
    List<String> texts = new ArrayList<>();
    int size = 1 + random.nextInt(LARGEST_BATCH);
    for (int text = 0; text < size; text++) {
      texts.add("word ".repeat(1 + random.nextInt(MOST_WORDS)).strip());
    }
    return texts;
  }
}
