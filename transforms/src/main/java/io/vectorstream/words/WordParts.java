package io.vectorstream.words;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.UnicodeWhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The words of a text as they are written, and the parts of those that have some: {@code
 * WH-1000XM5} is itself without the hyphen, {@code WH}, {@code 1000}, {@code XM} and {@code 5}.
 */
final class WordParts {

  /** Nobody finds a text by words that come later. */
  private static final int CHARACTERS_MAX = 16_384;

  private static final int PARTS_MAX = 1_000;

  private static final int DELIMITING =
      WordDelimiterGraphFilter.GENERATE_WORD_PARTS
          | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
          | WordDelimiterGraphFilter.CATENATE_ALL
          | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
          | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;

  private static final CharMatcher APOSTROPHES = CharMatcher.anyOf("'\u2018\u2019\u02BC");

  private final List<String> words = new ArrayList<>();
  private int count;

  private WordParts(String text) {
    try (TokenStream tokens = tokens(text)) {
      CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.getAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (count < PARTS_MAX && tokens.incrementToken()) {
        words.addAll(WordPairs.split(term.toString()));
        count += step.getPositionIncrement();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A text that is in memory cannot be read", e);
    }
  }

  /** Those of a text, of which a very long one's end does not count. */
  static WordParts of(String text) {
    return new WordParts(text);
  }

  /** The words and their parts, in the text's order, as often as they are there. */
  List<String> words() {
    return words;
  }

  /** How long the text is: what has parts counts as many as it has, and once otherwise. */
  int count() {
    return count;
  }

  private static TokenStream tokens(String text) {
    String start = text.substring(0, Math.min(CHARACTERS_MAX, text.length()));
    UnicodeWhitespaceTokenizer words = new UnicodeWhitespaceTokenizer();
    words.setReader(new StringReader(Normalizer.normalize(start, Normalizer.Form.NFKC)));
    return new WordDelimiterGraphFilter(new ApostropheSuffixFilter(words), DELIMITING, null);
  }

  /** Whether a character stands between a word and its suffix. */
  static boolean isApostrophe(char character) {
    return APOSTROPHES.matches(character);
  }
}
