package io.vectorstream.pipeline.report;

import io.vectorstream.pipeline.ProcessDefaults;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is: events read, written and waiting, and the rate. */
public final class Progress implements AutoCloseable {

  private final String expected;
  private final ProgressLine line;

  private Progress(String expected, ProgressLine line) {
    this.expected = expected;
    this.line = line;
  }

  /**
   * Starts showing.
   *
   * @param expected how many events the run ends after; 0 if it does not
   */
  public static Progress open(long expected, PrintStream out) {
    return new Progress(
        expected > 0 ? String.format(Locale.ROOT, " of %,d", expected) : "",
        ProgressLine.open(ProcessDefaults.writer(out)));
  }

  /** Shows the figures of now. */
  public void show(RunMetrics metrics) {
    line.show(
        elapsed ->
            String.format(
                Locale.ROOT,
                "read %,d%s · written %,d · dead letters %,d · waiting %,d · %,.0f events/s",
                metrics.read(),
                expected,
                metrics.written(),
                metrics.deadLettered(),
                Math.max(0, metrics.read() - metrics.finished()),
                metrics.eventsPerSecond()));
  }

  @Override
  public void close() {
    line.close();
  }
}
