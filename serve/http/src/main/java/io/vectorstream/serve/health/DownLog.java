package io.vectorstream.serve.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells when a part goes down for more than a moment, and when it is up again: what a run that has
 * nothing to do would not notice otherwise. One thread uses it.
 */
final class DownLog {

  /** A part that is slow once, on a machine with much to do, is no news. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Consumer<String> warnings;
  private final Consumer<String> news;
  private final Map<String, Instant> told = new HashMap<>();

  /**
   * A log that has told nothing yet.
   *
   * @param warnings is given a sentence when a part is down
   * @param news is given one when it is up again
   */
  DownLog(Consumer<String> warnings, Consumer<String> news) {
    this.warnings = warnings;
    this.news = news;
  }

  /** Takes note of how a part is now. */
  void note(String part, PartHealth health, Instant now) {
    if (health.up()) {
      Instant since = told.remove(part);
      if (since != null) {
        long seconds = Duration.between(since, now).toSeconds();
        news.accept("Health: " + part + " is up again, after " + seconds + " s");
      }
    } else if (!told.containsKey(part) && !now.isBefore(health.since().plus(MOMENT))) {
      told.put(part, health.since());
      warnings.accept(
          "Health: " + part + " is down since " + health.since() + ": " + health.message());
    }
  }
}
