package io.vectorstream.pipeline.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A line that says how far something is: on a terminal one that is written over, in a log one every
 * five seconds, so that what is soon done leaves none, and after two minutes one every minute, so
 * that what takes days does not fill it.
 */
public final class ProgressLine implements AutoCloseable {

  private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);
  private static final Duration BEGINNING = Duration.ofMinutes(2);
  private static final Duration LATER_INTERVAL = Duration.ofMinutes(1);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final long start;
  private Duration next = LOG_INTERVAL;

  /**
   * A line for a terminal or for a log.
   *
   * @param nanoClock tells the time as {@link System#nanoTime} does
   */
  public ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  /** A line for a person where there is a terminal, else for a log. */
  public static ProgressLine open(PrintWriter out) {
    return new ProgressLine(out, System.console() != null, System::nanoTime);
  }

  /**
   * Says how far it is, unless it is too soon for another line.
   *
   * @param line what is said, given the time since the beginning
   */
  public void show(Function<Duration, String> line) {
    Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - start);
    if (terminal) {
      out.print(CLEAR_LINE + line.apply(elapsed));
    } else if (elapsed.compareTo(next) >= 0) {
      out.println(line.apply(elapsed));
      next = elapsed.plus(elapsed.compareTo(BEGINNING) < 0 ? LOG_INTERVAL : LATER_INTERVAL);
    }
    out.flush();
  }

  @Override
  public void close() {
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
