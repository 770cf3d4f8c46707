package io.vectorstream.serve.health;

import java.time.Instant;

/**
 * How one part is.
 *
 * @param since since when it is up or down
 * @param message more about it, for a person
 */
record PartHealth(boolean up, Instant since, String message) {

  /** The same part later: since when it is so stays, as long as it is so. */
  PartHealth then(boolean isUp, Instant now, String said) {
    return new PartHealth(isUp, isUp == up ? since : now, said);
  }
}
