package io.vectorstream.qdrant.connection;

import io.github.resilience4j.core.IntervalFunction;

/** How long to wait before a call that has failed is made again. */
public final class Backoff {

  /** Doubling from 0.2 s to 5 s, each half as long or half as long again. */
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialRandomBackoff(200, 2, 0.5, 5_000);

  private Backoff() {}

  /** The pause after this many failures in a row, in milliseconds. */
  public static long millisAfter(int failures) {
    return PAUSES.apply(failures);
  }
}
