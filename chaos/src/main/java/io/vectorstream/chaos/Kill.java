package io.vectorstream.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One kill of one service.
 *
 * @param at how long after the stream's start
 * @param away how long nobody starts the service again
 * @param atWork whether it waits until events have been stored since the service's last death; else
 *     it strikes whatever the service is doing, which may be to start
 */
record Kill(Duration at, Duration away, boolean atWork) {

  private static final long AWAY_MILLIS_MAX = 5_000;

  /**
   * Kills at random moments, spread over the stream: one in each of as many equal parts of it as
   * there are kills. Half of the time the service is started again at once, else after up to five
   * seconds; and half of the kills wait until it is at work.
   */
  static List<Kill> spread(int kills, Duration stream, SplittableRandom random) {
    List<Kill> plan = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      long at = (long) (stream.toMillis() * (i + random.nextDouble()) / kills);
      long away = random.nextBoolean() ? 0 : random.nextLong(AWAY_MILLIS_MAX);
      plan.add(new Kill(Duration.ofMillis(at), Duration.ofMillis(away), random.nextBoolean()));
    }
    return plan;
  }
}
