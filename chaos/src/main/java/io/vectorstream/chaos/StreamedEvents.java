package io.vectorstream.chaos;

import java.util.BitSet;

/**
 * The events that were sent, numbered from 0.
 *
 * @param count how many there were in all
 * @param aborted the numbers of those that were sent in aborted transactions only: nobody may see
 *     them
 */
record StreamedEvents(long count, BitSet aborted) {

  /** Events of which none was aborted. */
  static StreamedEvents allCommitted(long count) {
    return new StreamedEvents(count, new BitSet());
  }

  /** Whether an event's transaction was aborted. */
  boolean isAborted(long number) {
    return aborted.get(Math.toIntExact(number));
  }

  /** How many events everybody has to see. */
  long committed() {
    return count - aborted.cardinality();
  }
}
