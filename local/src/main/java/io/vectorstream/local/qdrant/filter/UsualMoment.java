package io.vectorstream.local.qdrant.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments in the form that nearly all of them have, {@code 2026-01-31T10:00:00.123+03:00} or
 * with {@code Z}: many times as fast as a pattern, since a filter reads one of every point.
 */
final class UsualMoment {
  private static final String FORM = "dddd-dd-ddTdd:dd:dd";
  private static final String OFFSET = "dd:dd";
  private static final int NANO_DIGITS = 9;
  private static final int SECONDS_A_MINUTE = 60;
  private static final int SECONDS_AN_HOUR = 3_600;
  private static final int SECONDS_A_DAY = 86_400;

  private UsualMoment() {}

  /** Null for everything else, which may be a moment all the same. */
  static @Nullable Instant parse(String text) {
    if (!hasForm(text, 0, FORM)) {
      return null;
    }
    int end = FORM.length();
    int nanos = 0;
    if (end < text.length() && text.charAt(end) == '.') {
      int start = end + 1;
      end = endOfDigits(text, start);
      if (end == start || end - start > NANO_DIGITS) {
        return null;
      }
      nanos = number(text, start, end);
      for (int digits = end - start; digits < NANO_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    Integer offset = offset(text, end);
    if (offset == null) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      return Instant.ofEpochSecond(
          day.toEpochDay() * SECONDS_A_DAY
              + hour * SECONDS_AN_HOUR
              + minute * SECONDS_A_MINUTE
              + second
              - offset,
          nanos);
    } catch (DateTimeException e) {
      return null; // the 31st of June
    }
  }

  /** The seconds by which the clock is ahead of UTC, if the text ends so. */
  private static @Nullable Integer offset(String text, int start) {
    int left = text.length() - start;
    if (left == 1 && text.charAt(start) == 'Z') {
      return 0;
    }
    if (left != 1 + OFFSET.length() || !hasForm(text, start + 1, OFFSET)) {
      return null;
    }
    int seconds =
        number(text, start + 1, start + 3) * SECONDS_AN_HOUR
            + number(text, start + 4, start + 6) * SECONDS_A_MINUTE;
    return switch (text.charAt(start)) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> null;
    };
  }

  /** Whether the text has a digit for each d of the form, and else the same characters. */
  private static boolean hasForm(String text, int start, String form) {
    if (text.length() - start < form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char actual = text.charAt(start + i);
      char wanted = form.charAt(i);
      if (wanted == 'd' ? !isDigit(actual) : actual != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int endOfDigits(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
