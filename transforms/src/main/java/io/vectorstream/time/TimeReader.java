package io.vectorstream.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Goes through a text from its beginning to its end. Every event has a time: this takes a tenth of
 * the time that a regular expression or java.time's formatters take.
 */
final class TimeReader {

  private static final int NANO_DIGITS = 9;

  private final String text;
  private int position;
  private boolean rfc3339 = true;

  TimeReader(String text) {
    this.text = text;
  }

  /** Reads date and time. */
  LocalDateTime localDateTime() {
    int year = number(4);
    expect('-');
    int month = number(2);
    expect('-');
    int day = number(2);
    if (!skip('T')) {
      expect('t');
      rfc3339 = false;
    }
    int hour = number(2);
    expect(':');
    int minute = number(2);
    if (!skip(':')) {
      rfc3339 = false;
      return LocalDateTime.of(year, month, day, hour, minute);
    }
    int second = number(2);
    int nanos = skip('.') ? nanos() : 0;
    return LocalDateTime.of(year, month, day, hour, minute, second, nanos);
  }

  /** Reads the offset, after which the text has to end. */
  ZoneOffset offset() {
    ZoneOffset offset = zone();
    if (position != text.length()) {
      throw noTime();
    }
    return offset;
  }

  /** Whether what has been read has the form that every reader of RFC 3339 takes. */
  boolean isRfc3339() {
    return rfc3339;
  }

  private ZoneOffset zone() {
    if (skip('Z')) {
      return ZoneOffset.UTC;
    }
    if (skip('z')) {
      rfc3339 = false;
      return ZoneOffset.UTC;
    }
    int sign = skip('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = number(2);
    int minutes = 0;
    if (skip(':')) {
      minutes = number(2);
    } else {
      rfc3339 = false;
      minutes = position < text.length() ? number(2) : 0;
    }
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  /** A fraction of any length, of which nine digits count. */
  private int nanos() {
    int start = position;
    int nanos = 0;
    while (isDigit()) {
      if (position - start < NANO_DIGITS) {
        nanos = 10 * nanos + digit();
      }
      position++;
    }
    int digits = position - start;
    if (digits == 0) {
      throw noTime();
    }
    rfc3339 &= digits <= NANO_DIGITS;
    for (int missing = digits; missing < NANO_DIGITS; missing++) {
      nanos *= 10;
    }
    return nanos;
  }

  private int number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit()) {
        throw noTime();
      }
      number = 10 * number + digit();
      position++;
    }
    return number;
  }

  private boolean isDigit() {
    return position < text.length() && digit() >= 0 && digit() <= 9;
  }

  private int digit() {
    return text.charAt(position) - '0';
  }

  private boolean skip(char wanted) {
    boolean found = position < text.length() && text.charAt(position) == wanted;
    position += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) {
    if (!skip(wanted)) {
      throw noTime();
    }
  }

  private static DateTimeException noTime() {
    return new DateTimeException("not an ISO-8601 time with an offset");
  }
}
