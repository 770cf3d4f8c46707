package io.vectorstream.words;

import com.google.common.base.CharMatcher;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * The forms of a word by which it is found. Not for several threads.
 *
 * <p>Nobody says what language a text is in, and a shopper may write Turkish without its letters.
 * So a word has, all of them in small letters without marks: itself, its English stem and its
 * Turkish one, as far as they differ.
 */
final class WordForms {

  private static final Locale TURKISH = Locale.forLanguageTag("tr");

  /** Those that no letter contains: a small letter of {@code İ} in English is one and a dot. */
  private static final CharMatcher MARKS = CharMatcher.inRange('\u0300', '\u036f');

  /** A letter of Unicode is four of ASCII at most. */
  private static final int FOLDED_MAX = 4;

  private final SnowballStemmer english = new EnglishStemmer();
  private final SnowballStemmer turkish = new TurkishStemmer();

  /** The forms of a word, itself first. */
  Set<String> of(String word) {
    Set<String> forms = new LinkedHashSet<>();
    String folded = fold(word);
    forms.add(folded);
    forms.add(stem(english, folded));
    forms.add(hardened(fold(stem(turkish, word.toLowerCase(TURKISH)))));
    return forms;
  }

  /** Small letters without marks, the Turkish dotless one with a dot. */
  static String fold(String word) {
    char[] folded = new char[FOLDED_MAX * word.length()];
    int length = ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, folded, 0, word.length());
    return MARKS.removeFrom(new String(folded, 0, length).toLowerCase(Locale.ROOT));
  }

  private static String stem(SnowballStemmer stemmer, String word) {
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  /** Turkish softens the last letter of some words before a vowel: kulaklık, kulaklığı. */
  private static String hardened(String stem) {
    return stem.endsWith("g") ? stem.substring(0, stem.length() - 1) + "k" : stem;
  }
}
