package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.RecordPlace;
import org.jspecify.annotations.Nullable;

/**
 * What became of a letter that was to be replayed.
 *
 * @param partition the letter's partition in the dead-letter topic
 * @param offset its offset there
 * @param copy where its record stands again, or null if it was not sent
 * @param obstacle why it was not sent, in one sentence, or null if it was
 */
public record ReplayOutcome(
    int partition, long offset, @Nullable RecordPlace copy, @Nullable String obstacle) {

  static ReplayOutcome sent(ArchivedLetter letter, RecordPlace copy) {
    return new ReplayOutcome(letter.partition(), letter.offset(), copy, null);
  }

  static ReplayOutcome left(ArchivedLetter letter, String obstacle) {
    return new ReplayOutcome(letter.partition(), letter.offset(), null, obstacle);
  }

  /** Whether the record was sent. */
  public boolean isSent() {
    return copy != null;
  }
}
