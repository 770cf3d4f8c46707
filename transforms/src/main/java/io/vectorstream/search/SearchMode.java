package io.vectorstream.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes a stored event a hit, and what its score means. */
public enum SearchMode {
  /**
   * By meaning and by words, in one order. A score lies between 0 and 1; 1 is an event that comes
   * first by both.
   */
  HYBRID,

  /**
   * By the meaning of its text. A score is the cosine of the angle between the query and the event,
   * 1 at most.
   */
  MEANING,

  /**
   * By the words that its text shares with the query. A score is BM25's: it has no upper end, and
   * scores of two queries cannot be compared.
   */
  WORDS;

  /** All modes, as people write them. */
  public static final Set<String> NAMES =
      Arrays.stream(values()).map(SearchMode::toString).collect(Collectors.toUnmodifiableSet());

  /** The mode of a name such as {@code hybrid}; empty if there is none. */
  public static Optional<SearchMode> of(String name) {
    return Arrays.stream(values()).filter(mode -> mode.toString().equals(name)).findFirst();
  }

  /** As people write it: small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
