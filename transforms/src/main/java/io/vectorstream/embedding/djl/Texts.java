package io.vectorstream.embedding.djl;

/** What is done to a text before a tokenizer sees it. */
final class Texts {

  private Texts() {}

  /**
   * Replaces every half of a surrogate pair that stands alone by U+FFFD: it is not a character, and
   * what native code does with one is undefined.
   */
  static String wellFormed(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (Character.isSurrogate(unit)) {
        boolean paired =
            Character.isHighSurrogate(unit)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!paired) {
          return replaceLoneSurrogates(text);
        }
        index++;
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(
            point ->
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                    ? 0xFFFD
                    : point)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /**
   * Cuts a text behind its first {@code words} plain words, counting only runs without white space
   * that hold an ASCII letter or digit.
   *
   * <p>Why this cannot change a text's first tokens: tokenizers split at white space before they do
   * anything else, so what follows it has no influence on what stands before; and a run with a
   * letter or a digit gives at least one token, so the kept part alone has as many tokens as are
   * asked for. A text that never gets that far is kept whole.
   */
  static String firstWords(String text, int words) {
    // Every counted word takes a letter and a space: a shorter text cannot have so many.
    if (text.length() <= 2 * words) {
      return text;
    }
    int seen = 0;
    boolean plain = false;
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r') {
        seen += plain ? 1 : 0;
        plain = false;
        if (seen == words) {
          return text.substring(0, index);
        }
      } else {
        plain |=
            (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9');
      }
    }
    return text;
  }
}
