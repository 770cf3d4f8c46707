package io.vectorstream.chaos;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until everything sent has arrived, or nothing arrives any more. */
final class Arrivals {

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final long LOOK_MILLIS = 500;

  private final StoredPoints points;
  private final DeadLetterLog letters;
  private final Duration patience;

  /**
   * Watches a store and a log of dead letters.
   *
   * @param patience how long nothing new may arrive before it is given up
   */
  Arrivals(StoredPoints points, DeadLetterLog letters, Duration patience) {
    this.points = points;
    this.letters = letters;
    this.patience = patience;
  }

  /** Waits for that many points and dead letters. */
  void await(long wantedPoints, long wantedLetters) throws InterruptedException {
    long arrived = -1;
    long changed = System.nanoTime();
    while (System.nanoTime() - changed < patience.toNanos()) {
      OptionalLong stored = points.count();
      long kept = letters.read().size();
      if (stored.isPresent()) {
        if (stored.getAsLong() >= wantedPoints && kept >= wantedLetters) {
          return;
        }
        if (stored.getAsLong() + kept != arrived) {
          arrived = stored.getAsLong() + kept;
          changed = System.nanoTime();
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    LOG.warn(
        "Nothing has arrived for {} s, and {} points and {} dead letters are not all there",
        patience.toSeconds(),
        wantedPoints,
        wantedLetters);
  }
}
