package io.vectorstream.chaos;

import io.vectorstream.pipeline.ProcessDefaults;
import picocli.CommandLine;

/**
 * Kills the pipeline, the store and the broker while events stream through, prints what became of
 * the events as tables in Markdown, and exits with 0 if nothing is missing and nothing is too much,
 * else with 1. {@code --help} lists the options.
 */
public final class Chaos {

  private Chaos() {}

  /** Runs, and ends the process. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    System.exit(
        new CommandLine(new ChaosCommand())
            .setOut(ProcessDefaults.writer(System.out))
            .setErr(ProcessDefaults.writer(System.err))
            .execute(args));
  }
}
