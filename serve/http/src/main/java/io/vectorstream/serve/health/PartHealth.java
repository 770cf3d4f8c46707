package io.vectorstream.serve.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one part is.
 *
 * @param since since when it is up or down
 * @param message more about it, for a person
 * @param answeredWithin how long it took to answer; nothing if it was not asked or did not answer
 */
record PartHealth(boolean up, Instant since, String message, Optional<Duration> answeredWithin) {

  /** The same part later: since when it is so stays, as long as it is so. */
  PartHealth then(PartHealth later) {
    return new PartHealth(
        later.up, later.up == up ? since : later.since, later.message, later.answeredWithin);
  }
}
