package io.vectorstream.value;

/** Makes what is quoted in a message short, and one line of ordinary text. */
final class Abbreviation {

  private static final int LIMIT = 60;

  private Abbreviation() {}

  static String of(String text) {
    if (text.length() <= LIMIT) {
      return printable(text);
    }
    int end = Character.isHighSurrogate(text.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT;
    return printable(text.substring(0, end)) + "…";
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().map(Abbreviation::printable).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static int printable(int codePoint) {
    if (Character.isWhitespace(codePoint)) {
      return ' ';
    }
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE ? '\uFFFD' : codePoint;
  }
}
