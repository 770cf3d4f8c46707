package io.vectorstream.serve.api;

import io.vectorstream.deadletter.archive.ArchivedLetter;
import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterCounts;
import io.vectorstream.deadletter.archive.LetterFilter;
import io.vectorstream.deadletter.archive.LetterPage;
import io.vectorstream.serve.RunLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Asks for the dead letters of several topics as if they were those of one. */
final class LettersOfTopics {

  private static final Comparator<Letter> NEWEST_FIRST =
      Comparator.<Letter, Instant>comparing(one -> one.letter().time()).reversed();

  private final RunLetters letters;
  private final List<String> topics;

  LettersOfTopics(RunLetters letters, List<String> topics) {
    this.letters = letters;
    this.topics = topics;
  }

  /** A letter and the topic that keeps it. */
  record Letter(String topic, ArchivedLetter letter) {}

  /** As a {@link LetterPage} of one topic. */
  record Page(List<Letter> letters, long read, boolean isCutShort) {}

  Page list(LetterFilter filter, int limit) throws InterruptedException {
    List<Letter> found = new ArrayList<>();
    long read = 0;
    boolean isCutShort = false;
    for (String topic : topics) {
      try (LetterArchive archive = letters.open(topic)) {
        LetterPage page = archive.list(filter, limit);
        page.letters().forEach(letter -> found.add(new Letter(topic, letter)));
        read += page.read();
        isCutShort |= page.isCutShort();
      }
    }
    List<Letter> newest = found.stream().sorted(NEWEST_FIRST).limit(limit).toList();
    return new Page(newest, read, isCutShort);
  }

  /**
   * Counts them.
   *
   * @param most how many are counted at most of each topic
   */
  LetterCounts count(LetterFilter filter, int most) throws InterruptedException {
    LetterCounts counts = new LetterCounts(0, true, Map.of(), List.of());
    for (String topic : topics) {
      try (LetterArchive archive = letters.open(topic)) {
        counts = counts.plus(archive.count(filter, most));
      }
    }
    return counts;
  }
}
