package io.vectorstream.chaos.walk;

import io.vectorstream.chaos.ChaosException;
import io.vectorstream.tools.command.ToolCommand;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Walks at random: for each of many seeds it sends records of every kind through the application
 * while the store fails and runs are ended, and compares what there is in the end with a plain
 * model. Prints what differs. The exit code is 1 if anything does, else 0.
 */
@Command(
    name = "walk",
    description = {
      "Sends records of every kind through the application while the store fails and runs are"
          + " ended, and compares what there is in the end with a plain model, for each of many"
          + " seeds."
    })
public final class WalkCommand extends ToolCommand {

  private static final int SEEDS_PER_PROCESS = 20;

  @Option(
      names = "--runner",
      defaultValue = "DirectRunner",
      paramLabel = "NAME",
      description = "What the application runs on, DirectRunner or SparkRunner.")
  private String runner;

  @Option(
      names = "--seeds",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many seeds there are.")
  private int seeds;

  @Option(
      names = "--firstSeed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The first of them; the others follow it.")
  private long firstSeed;

  @Option(
      names = "--atATime",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many seeds walk at a time; on SparkRunner one.")
  private int atATime;

  @Option(
      names = "--show",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many differences of a seed are printed.")
  private int shown;

  /** Walks, and ends the process. */
  public static void main(String[] args) {
    new WalkCommand().runAndExit(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    long start = System.nanoTime();
    int failed = 0;
    try {
      for (int done = 0; done < seeds; done += SEEDS_PER_PROCESS) {
        int some = Math.min(SEEDS_PER_PROCESS, seeds - done);
        failed += WalkProcess.run(new SeedWalks(runner, firstSeed + done, some, atATime, shown));
      }
    } catch (ChaosException e) {
      err().println(e.getMessage());
      return 1;
    }
    out()
        .printf(
            Locale.ROOT,
            "%,d seeds on %s, %,d with differences, %.1f s a seed%n",
            seeds,
            runner,
            failed,
            (System.nanoTime() - start) / 1e9 / seeds);
    return failed == 0 ? 0 : 1;
  }

  private void check() {
    require(
        runner.equals("SparkRunner") || runner.equals("DirectRunner"),
        "--runner has to be SparkRunner or DirectRunner, it is " + runner);
    require(seeds >= 1, "--seeds has to be at least 1, it is " + seeds);
    require(
        atATime == 1 || (atATime > 1 && runner.equals("DirectRunner")),
        "--atATime has to be at least 1, and 1 on SparkRunner, it is " + atATime);
  }
}
