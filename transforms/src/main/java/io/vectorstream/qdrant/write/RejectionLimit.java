package io.vectorstream.qdrant.write;

import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many points this process gives up because Qdrant refuses them. If there are too many,
 * it is hardly their own fault, and a reason to stop. Safe for several threads.
 */
final class RejectionLimit {

  /** This many may be given up within the period, whatever the share. */
  static final int ALLOWANCE = 100;

  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final LongSupplier nanoClock;
  private long since;
  private long taken;
  private long refused;
  private long failed;

  RejectionLimit() {
    this(System::nanoTime);
  }

  RejectionLimit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    since = nanoClock.getAsLong();
  }

  /** Counts points that Qdrant has taken. */
  synchronized void taken(int points) {
    startAgainWhenOver();
    taken += points;
  }

  /**
   * Counts a point that is to be given up.
   *
   * @throws IOException if there are more of late than points can be at fault themselves: of those
   *     that Qdrant fails on by its own fault more than {@value #ALLOWANCE}; of all more than that,
   *     and more than it takes
   */
  synchronized void givenUp(FailureKind kind, Throwable refusal) throws IOException {
    startAgainWhenOver();
    if (kind == FailureKind.SERVER) {
      failed++;
    } else {
      refused++;
    }
    long all = refused + failed;
    if (failed > ALLOWANCE || (all > ALLOWANCE && all > taken)) {
      throw new IOException(
          "Qdrant has not taken "
              + all
              + " of the last "
              + (all + taken)
              + " points, which are more than can be at fault themselves: "
              + refusal.getMessage());
    }
  }

  private void startAgainWhenOver() {
    long now = nanoClock.getAsLong();
    if (now - since >= PERIOD_NANOS) {
      since = now;
      taken = 0;
      refused = 0;
      failed = 0;
    }
  }
}
