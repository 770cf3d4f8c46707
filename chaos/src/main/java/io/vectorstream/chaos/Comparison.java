package io.vectorstream.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent against what became of it, by id.
 *
 * @param sent how many events were sent, without those of aborted transactions
 * @param aborted how many events were sent in aborted transactions
 * @param malformed how many of those sent were malformed
 * @param stored how many points the store holds
 * @param letters how many records are dead letters, each counted once
 * @param lettersAgain how many dead letters were written a second time or more often, as a replay
 *     may do
 * @param missing what should be there and is not, a phrase each
 * @param extra what is there and should not be, a phrase each
 */
record Comparison(
    long sent,
    long aborted,
    long malformed,
    long stored,
    long letters,
    long lettersAgain,
    List<String> missing,
    List<String> extra) {

  /**
   * Compares.
   *
   * @param sent the events that were sent
   * @param topic what of it the topic holds
   * @param points the ids in the store
   * @param letters the dead letters, and how often each was written
   */
  static Comparison of(
      StreamedEvents sent, SentRecords topic, Set<String> points, Map<Letter, Integer> letters) {
    List<String> missing = new ArrayList<>();
    List<String> extra = new ArrayList<>();
    long malformed = comparePoints(sent, topic, points, missing, extra);
    compareLetters(topic, letters, missing, extra);
    long written = letters.values().stream().mapToLong(Integer::longValue).sum();
    return new Comparison(
        sent.committed(),
        sent.count() - sent.committed(),
        malformed,
        points.size(),
        letters.size(),
        written - letters.size(),
        List.copyOf(missing),
        List.copyOf(extra));
  }

  /** Whether every event is exactly one point or one dead letter. */
  boolean holds() {
    return missing.isEmpty() && extra.isEmpty();
  }

  private static long comparePoints(
      StreamedEvents sent,
      SentRecords topic,
      Set<String> points,
      List<String> missing,
      List<String> extra) {
    Set<String> unexpected = new HashSet<>(points);
    long malformed = 0;
    for (long number = 0; number < sent.count(); number++) {
      if (sent.isAborted(number)) {
        if (topic.holds(number)) {
          extra.add("event " + number + " in the topic itself");
        }
        continue;
      }
      if (!topic.holds(number)) {
        missing.add("event " + number + " in the topic itself");
      }
      if (NumberedEvents.isMalformed(number)) {
        malformed++;
      } else if (!unexpected.remove(NumberedEvents.pointId(number))) {
        missing.add("the point of event " + number);
      }
    }
    unexpected.forEach(id -> extra.add("the point " + id));
    return malformed;
  }

  private static void compareLetters(
      SentRecords topic, Map<Letter, Integer> letters, List<String> missing, List<String> extra) {
    topic
        .malformed()
        .forEach(
            (letter, number) -> {
              if (!letters.containsKey(letter)) {
                missing.add("the dead letter of event " + number + ", " + letter);
              }
            });
    letters.keySet().stream()
        .filter(letter -> !topic.malformed().containsKey(letter))
        .forEach(letter -> extra.add("the dead letter of " + letter));
  }
}
