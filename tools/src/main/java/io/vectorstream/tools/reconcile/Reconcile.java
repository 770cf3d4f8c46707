package io.vectorstream.tools.reconcile;

import static io.vectorstream.pipeline.ProcessDefaults.writer;

import io.vectorstream.pipeline.ProcessDefaults;

/**
 * Looks, from the command line, for records of a topic that are neither stored nor dead-lettered:
 * {@code --help} lists the flags. Exits with 0 if there are none, with 1 if there are, and with 2
 * and one sentence on standard error if that cannot be found out.
 */
public final class Reconcile {

  private Reconcile() {}

  /** Runs the command. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    int exitCode = ReconcileCommand.execute(writer(System.out), writer(System.err), args);
    // Returning lets whoever called go on; only a failure has to be told by ending the JVM.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
