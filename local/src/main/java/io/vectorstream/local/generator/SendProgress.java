package io.vectorstream.local.generator;

import java.time.Duration;

/**
 * How far a sender has come.
 *
 * @param requested the number of events asked for
 * @param sent the number handed to the sink, malformed ones included
 * @param malformed the number of malformed ones among them
 * @param elapsed the time since the sender began
 */
public record SendProgress(long requested, long sent, long malformed, Duration elapsed) {

  /** Events per second since the sender began; 0 before any time has passed. */
  public double rate() {
    long nanos = elapsed.toNanos();
    return nanos == 0 ? 0 : sent * 1e9 / nanos;
  }
}
