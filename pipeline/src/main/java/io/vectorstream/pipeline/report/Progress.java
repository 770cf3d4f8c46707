package io.vectorstream.pipeline.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far a run is: events read, written and waiting, and the rate. On a terminal a line that
 * is written over; in a log a line every five seconds.
 */
public final class Progress implements AutoCloseable {

  private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final long expected;
  private final PrintStream out;
  private final boolean terminal;
  private Instant nextLine = Instant.now().plus(LOG_INTERVAL);

  private Progress(long expected, PrintStream out, boolean terminal) {
    this.expected = expected;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Starts showing.
   *
   * @param expected how many events the run ends after; 0 if it does not
   */
  public static Progress open(long expected, PrintStream out) {
    return new Progress(expected, out, System.console() != null);
  }

  /** Shows the figures of now. */
  public void show(RunMetrics metrics) {
    if (terminal) {
      out.print(CLEAR_LINE + line(metrics));
      out.flush();
    } else if (!Instant.now().isBefore(nextLine)) {
      out.println(line(metrics));
      nextLine = Instant.now().plus(LOG_INTERVAL);
    }
  }

  private String line(RunMetrics metrics) {
    String of = expected > 0 ? String.format(Locale.ROOT, " of %,d", expected) : "";
    return String.format(
        Locale.ROOT,
        "read %,d%s · written %,d · dead letters %,d · waiting %,d · %,.0f events/s",
        metrics.read(),
        of,
        metrics.written(),
        metrics.deadLettered(),
        Math.max(0, metrics.read() - metrics.finished()),
        metrics.eventsPerSecond());
  }

  @Override
  public void close() {
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
