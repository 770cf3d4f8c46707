package io.vectorstream.tools.generate;

import static io.vectorstream.pipeline.ProcessDefaults.writer;

import io.vectorstream.pipeline.ProcessDefaults;

/**
 * Sends generated shop events to Kafka, or writes them to a file, from the command line: {@code
 * --help} lists the flags. Exits with 0, or with 2 and one sentence on standard error.
 */
public final class GenerateEvents {

  private GenerateEvents() {}

  /** Runs the command. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    int exitCode = GenerateCommand.execute(writer(System.out), writer(System.err), args);
    // Returning lets whoever called go on; only a failure has to be told by ending the JVM.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
