package io.vectorstream.pipeline.report;

import java.time.Duration;

/**
 * The time from the first event read to the last acknowledgement.
 *
 * @param fromMillis since the epoch
 * @param toMillis since the epoch
 */
record Busy(long fromMillis, long toMillis) {

  /** Nothing was read yet. */
  static final Busy NEVER = new Busy(Long.MAX_VALUE, Long.MIN_VALUE);

  /** The time that both take, and what lies between them. */
  Busy plus(Busy other) {
    return new Busy(Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
  }

  Duration length() {
    return toMillis <= fromMillis ? Duration.ZERO : Duration.ofMillis(toMillis - fromMillis);
  }
}
