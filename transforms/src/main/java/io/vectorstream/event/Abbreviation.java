package io.vectorstream.event;

/** Keeps what is quoted in a message short. */
final class Abbreviation {

  private static final int LIMIT = 60;

  private Abbreviation() {}

  static String of(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT;
    return text.substring(0, end) + "…";
  }
}
