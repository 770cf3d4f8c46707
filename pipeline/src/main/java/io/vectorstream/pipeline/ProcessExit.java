package io.vectorstream.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process, and waits only for a time for what wants to be done before: Spark's shutdown
 * hook waits for a pipeline that a drain has given up.
 */
final class ProcessExit {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ProcessExit() {}

  static void now(int exitCode) {
    now(exitCode, PATIENCE);
  }

  static void now(int exitCode, Duration patience) {
    Thread watchdog = new Thread(() -> haltAfter(patience, exitCode), "process-exit");
    watchdog.setDaemon(true);
    watchdog.start();
    System.exit(exitCode);
  }

  private static void haltAfter(Duration patience, int exitCode) {
    try {
      TimeUnit.MILLISECONDS.sleep(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
