package io.vectorstream.benchmarks.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Slips of the finger. */
final class Slips {

  /** Shorter words are mistyped seldom, and nobody could say what was meant. */
  private static final int LETTERS_MIN = 4;

  private static final int KINDS = 4;

  private Slips() {}

  /**
   * The words with one slip in one of them: a letter is another one, missing, there twice, or has
   * changed places with the next. Without a word of four letters there is none.
   */
  static List<String> one(List<String> words, Random random) {
    List<Integer> longWords =
        IntStream.range(0, words.size())
            .filter(index -> words.get(index).length() >= LETTERS_MIN)
            .boxed()
            .toList();
    List<String> mistyped = new ArrayList<>(words);
    if (!longWords.isEmpty()) {
      int index = longWords.get(random.nextInt(longWords.size()));
      while (mistyped.get(index).equals(words.get(index))) {
        mistyped.set(index, slip(words.get(index), random));
      }
    }
    return mistyped;
  }

  private static String slip(String word, Random random) {
    int place = random.nextInt(word.length() - 1);
    String before = word.substring(0, place);
    char letter = word.charAt(place);
    char next = word.charAt(place + 1);
    String after = word.substring(place + 2);
    return switch (random.nextInt(KINDS)) {
      case 0 -> before + (char) ('a' + random.nextInt(26)) + next + after;
      case 1 -> before + next + after;
      case 2 -> before + letter + letter + next + after;
      default -> before + next + letter + after;
    };
  }
}
