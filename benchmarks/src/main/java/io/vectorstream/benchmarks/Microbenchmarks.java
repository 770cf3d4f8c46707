package io.vectorstream.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks, each in a JVM of its own. */
final class Microbenchmarks {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final List<String> jvmFlags;

  Microbenchmarks(List<String> jvmFlags) {
    this.jvmFlags = jvmFlags;
  }

  /** The best rate of any shape, in billions of multiplications and additions a second. */
  double gemmGigaflops() throws RunnerException {
    double best = 0;
    for (RunResult result : run(options(GemmBenchmark.class, CORES))) {
      String shape = result.getParams().getParam("shape");
      best = Math.max(best, score(result) * GemmBenchmark.gigaflops(shape));
    }
    return best;
  }

  /** Distinct texts a second through the model. */
  double textsPerSecond(String precision) throws RunnerException {
    return score(only(run(options(EmbeddingBenchmark.class, CORES).param("precision", precision))));
  }

  /** The same in fp32, with so many calls at a time and so many threads for each. */
  double textsPerSecond(int callers, int threadsPerCall) throws RunnerException {
    return score(
        only(
            run(
                options(EmbeddingBenchmark.class, callers)
                    .param("precision", "fp32")
                    .jvmArgsAppend("-Dai.djl.pytorch.num_threads=" + threadsPerCall))));
  }

  /** Known texts a second. */
  double cachedTextsPerSecond() throws RunnerException {
    return score(only(run(options(CacheBenchmark.class, CORES))));
  }

  private ChainedOptionsBuilder options(Class<?> benchmark, int callers) {
    return new OptionsBuilder()
        .include(benchmark.getName() + "\\.")
        .mode(Mode.Throughput)
        .forks(1)
        .threads(callers)
        .warmupIterations(1)
        .warmupTime(TimeValue.seconds(2))
        .measurementIterations(3)
        .measurementTime(TimeValue.seconds(2))
        .jvmArgs(jvmFlags.toArray(String[]::new))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static RunResult only(Collection<RunResult> results) {
    return results.iterator().next();
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }
}
