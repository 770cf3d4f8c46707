package io.vectorstream.chaos.walk;

import io.vectorstream.chaos.ChaosException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@link Walk}, and what is done with them. */
@Command(
    name = "walk",
    sortOptions = false,
    description = {
      "Sends records of every kind through the application while the store fails and runs are"
          + " ended, and compares what there is in the end with a plain model, for each of many"
          + " seeds."
    })
final class WalkCommand implements Callable<Integer> {

  private static final int SEEDS_PER_PROCESS = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runner",
      defaultValue = "DirectRunner",
      paramLabel = "NAME",
      description =
          "What the application runs on, DirectRunner or SparkRunner. Default: ${DEFAULT-VALUE}.")
  private String runner;

  @Option(
      names = "--seeds",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many seeds there are. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The first of them; the others follow it. Default: ${DEFAULT-VALUE}.")
  private long firstSeed;

  @Option(
      names = "--at-a-time",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many seeds walk at a time; on SparkRunner one. Default: ${DEFAULT-VALUE}.")
  private int atATime;

  @Option(
      names = "--show",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many differences of a seed are printed. Default: ${DEFAULT-VALUE}.")
  private int shown;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
  private boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    int failed = 0;
    try {
      for (int done = 0; done < seeds; done += SEEDS_PER_PROCESS) {
        int some = Math.min(SEEDS_PER_PROCESS, seeds - done);
        failed += WalkProcess.run(new SeedWalks(runner, firstSeed + done, some, atATime, shown));
      }
    } catch (ChaosException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    out.printf(
        Locale.ROOT,
        "%,d seeds on %s, %,d with differences, %.1f s a seed%n",
        seeds,
        runner,
        failed,
        (System.nanoTime() - start) / 1e9 / seeds);
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private void check() {
    require(
        runner.equals("SparkRunner") || runner.equals("DirectRunner"),
        "--runner has to be SparkRunner or DirectRunner, it is " + runner);
    require(seeds >= 1, "--seeds has to be at least 1, it is " + seeds);
    require(
        atATime == 1 || (atATime > 1 && runner.equals("DirectRunner")),
        "--at-a-time has to be at least 1, and 1 on SparkRunner, it is " + atATime);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
