package io.vectorstream.words;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The two halves of a word, by which it is found with one letter wrong: a wrong letter leaves one
 * of them as it is. Three-letter parts of words do the same with four times as many.
 */
final class WordHalves {

  private static final int HALF_MIN = 2;

  private WordHalves() {}

  /** Those of a word that is stored; none if it is short, or has more than letters. */
  static Set<String> of(String word) {
    Set<String> halves = new LinkedHashSet<>();
    addHalves(word, word.length(), halves);
    return halves;
  }

  /**
   * Those that a word may be stored with, if it is one of this length, of one letter less, or of
   * one more.
   */
  static Set<String> sought(String word) {
    Set<String> halves = new LinkedHashSet<>();
    for (int length = word.length() - 1; length <= word.length() + 1; length++) {
      addHalves(word, length, halves);
    }
    return halves;
  }

  /** The start and the end of a word as long as in one of another length. */
  private static void addHalves(String word, int length, Set<String> halves) {
    int start = length / 2;
    int end = length - start;
    boolean letters = word.chars().allMatch(Character::isLetter);
    if (letters && word.length() >= 2 * HALF_MIN && start >= HALF_MIN) {
      halves.add('^' + word.substring(0, start));
      halves.add(word.substring(word.length() - end) + '$');
    }
  }
}
