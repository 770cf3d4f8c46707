package io.vectorstream.qdrant;

import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many points this process gives up because Qdrant does not take them. So many that it
 * is hardly their own fault are a reason to stop. Safe for several threads.
 */
final class RejectionLimit {

  /** So many may be given up in a while, whatever the share. */
  static final int ALLOWANCE = 100;

  private static final long WHILE_NANOS = TimeUnit.MINUTES.toNanos(10);

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
    startAnewInTime();
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
    startAnewInTime();
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

  private void startAnewInTime() {
    long now = nanoClock.getAsLong();
    if (now - since >= WHILE_NANOS) {
      since = now;
      taken = 0;
      refused = 0;
      failed = 0;
    }
  }
}
