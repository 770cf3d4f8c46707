package io.vectorstream.words;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words of scripts that set no spaces between words, such as Chinese: each two characters beside
 * each other, as nobody knows where a word ends.
 */
final class WordPairs {

  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private WordPairs() {}

  /** A word as it is, or in pairs where it is of such a script. */
  static List<String> split(String word) {
    if (word.codePoints().noneMatch(WordPairs::isUnspaced)) {
      return List.of(word);
    }
    List<String> words = new ArrayList<>();
    int[] characters = word.codePoints().toArray();
    int start = 0;
    for (int end = 1; end <= characters.length; end++) {
      if (end == characters.length
          || isUnspaced(characters[end]) != isUnspaced(characters[start])) {
        addRun(characters, start, end, words);
        start = end;
      }
    }
    return words;
  }

  private static void addRun(int[] characters, int start, int end, List<String> words) {
    if (!isUnspaced(characters[start]) || end - start == 1) {
      words.add(new String(characters, start, end - start));
    } else {
      for (int first = start; first < end - 1; first++) {
        words.add(new String(characters, first, 2));
      }
    }
  }

  private static boolean isUnspaced(int character) {
    return UNSPACED.contains(UnicodeScript.of(character));
  }
}
