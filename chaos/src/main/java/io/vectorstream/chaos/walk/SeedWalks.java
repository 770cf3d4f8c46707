package io.vectorstream.chaos.walk;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walks of some seeds in one process.
 *
 * @param runner what the application runs on
 * @param atATime how many walk at a time
 * @param shown how many differences of a seed are printed
 */
record SeedWalks(String runner, long firstSeed, int seeds, int atATime, int shown) {

  private static final Logger LOG = LoggerFactory.getLogger(SeedWalks.class);

  /** Walks, prints what differs, and says for how many seeds something does. */
  int run(PrintStream out) throws IOException, InterruptedException, ExecutionException {
    ExecutorService walks = Executors.newFixedThreadPool(atATime);
    try (WalkServices services = WalkServices.start()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        WalkSettings settings = WalkSettings.of(seed, runner);
        results.add(walks.submit(() -> walk(services, settings, out)));
      }
      int failed = 0;
      for (Future<Boolean> result : results) {
        failed += result.get() ? 0 : 1;
      }
      return failed;
    } finally {
      walks.shutdownNow();
    }
  }

  private boolean walk(WalkServices services, WalkSettings settings, PrintStream out)
      throws InterruptedException {
    long start = System.nanoTime();
    List<String> differences;
    try {
      differences = new WalkRun(services, settings).differences();
    } catch (IOException | ExecutionException | RuntimeException e) {
      LOG.error("Seed {} cannot be walked", settings.seed(), e);
      differences = List.of("it cannot be walked: " + e);
    }
    synchronized (out) {
      out.printf(
          Locale.ROOT, "Seed %d: %.1f s%n", settings.seed(), (System.nanoTime() - start) / 1e9);
      differences.stream().limit(shown).forEach(line -> out.println("  " + line));
      if (!differences.isEmpty()) {
        out.printf(
            Locale.ROOT,
            "  %d differences; again with --runner=%s --seeds=1 --firstSeed=%d; %s%n",
            differences.size(),
            settings.runner(),
            settings.seed(),
            settings);
      }
    }
    return differences.isEmpty();
  }
}
