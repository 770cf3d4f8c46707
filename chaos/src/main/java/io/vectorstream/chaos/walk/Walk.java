package io.vectorstream.chaos.walk;

import io.vectorstream.pipeline.ProcessDefaults;
import picocli.CommandLine;

/**
 * Walks at random: for each of many seeds it sends records of every kind through the application
 * while the store fails and runs are ended, and compares what there is in the end with a plain
 * model. Prints what differs, and exits with 1 if anything does, else with 0. {@code --help} lists
 * the options.
 */
public final class Walk {

  private Walk() {}

  /** Walks, and ends the process. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    System.exit(
        new CommandLine(new WalkCommand())
            .setOut(ProcessDefaults.writer(System.out))
            .setErr(ProcessDefaults.writer(System.err))
            .execute(args));
  }
}
