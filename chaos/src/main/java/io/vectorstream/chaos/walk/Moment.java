package io.vectorstream.chaos.walk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A time in a payload: the text that was sent, or the same time in a form that Qdrant compares,
 * which it does in microseconds.
 */
record Moment(String sent, Instant instant) {

  /** Whether a stored text is this time. */
  boolean isMetBy(Object stored) {
    return stored instanceof String text && (text.equals(sent) || isSameTime(text));
  }

  /** The time as Qdrant compares it. */
  long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private boolean isSameTime(String text) {
    try {
      return OffsetDateTime.parse(text)
          .toInstant()
          .truncatedTo(ChronoUnit.MICROS)
          .equals(instant.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
