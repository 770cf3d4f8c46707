package io.vectorstream.words;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes the suffix off words that have one behind an apostrophe, as Turkish names do: {@code
 * Apple'ın} becomes {@code Apple}, and {@code Chef's} becomes {@code Chef}. What is a letter before
 * the apostrophe, as in {@code L'Oréal} and {@code O'Neill}, belongs to the word.
 */
final class ApostropheSuffixFilter extends TokenFilter {

  private static final int STEM_MIN = 2;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  ApostropheSuffixFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    int letters = 0;
    for (int i = 0; i < term.length(); i++) {
      char character = term.charAt(i);
      if (letters >= STEM_MIN && WordParts.isApostrophe(character)) {
        term.setLength(i);
      } else {
        letters = Character.isLetterOrDigit(character) ? letters + 1 : 0;
      }
    }
    return true;
  }
}
