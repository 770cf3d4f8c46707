package io.vectorstream.tools.generator;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Sends generated shop events to Kafka, or writes them to a file, from the command line: {@code
 * --help} lists the flags. Exits with 0, or with 2 and one sentence on standard error.
 */
public final class GenerateEvents {

  private GenerateEvents() {}

  /** Runs the command. */
  public static void main(String[] args) {
    int exitCode = GenerateCommand.execute(writer(System.out), writer(System.err), args);
    // Returning lets whoever called go on; only a failure has to be told by ending the JVM.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
