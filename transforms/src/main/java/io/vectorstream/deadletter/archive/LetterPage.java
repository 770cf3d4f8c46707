package io.vectorstream.deadletter.archive;

import java.util.List;

/**
 * The newest letters that match a filter.
 *
 * @param letters newest first, with the beginnings of their keys and values
 * @param read how many letters were looked at
 * @param isCutShort whether reading had to stop before all were looked at that might belong here:
 *     then a narrower time says more
 */
public record LetterPage(List<ArchivedLetter> letters, long read, boolean isCutShort) {

  /** A page of these letters. */
  public LetterPage {
    letters = List.copyOf(letters);
  }
}
