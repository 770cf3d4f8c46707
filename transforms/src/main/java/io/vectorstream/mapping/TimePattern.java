package io.vectorstream.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pattern of java.time by which times are written. One that can tell no time is refused. */
final class TimePattern {

  private static final ZoneId UTC = ZoneId.of("UTC");

  /** In its numbers no two are alike, so that none can be taken for another. */
  private static final Instant SAMPLE = Instant.parse("2003-11-22T13:44:55Z");

  private final DateTimeFormatter formatter;
  private final @Nullable ZoneId zone;

  private TimePattern(DateTimeFormatter formatter, @Nullable ZoneId zone) {
    this.formatter = formatter;
    this.zone = zone;
  }

  /**
   * Reads a pattern.
   *
   * @param pattern such as {@code yyyy-MM-dd HH:mm:ss}; {@code yy} is a year from 2000 to 2099
   * @param zone where the clock stands of a time that does not say so; null if it has to
   * @throws IllegalArgumentException if there is no such pattern, or no time can be read by it
   */
  static TimePattern of(String pattern, @Nullable ZoneId zone) {
    DateTimeFormatter formatter;
    try {
      formatter =
          DateTimeFormatter.ofPattern(withPlainYears(pattern), Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "format is no pattern such as yyyy-MM-dd'T'HH:mm:ss, in which a text stands in quotes,"
              + " it is \""
              + pattern
              + "\": "
              + e.getMessage(),
          e);
    }
    check(pattern, formatter, zone);
    return new TimePattern(formatter, zone);
  }

  /**
   * Years that need no era beside them: to java.time y is the year of an era, which is no year
   * until that is named.
   */
  private static String withPlainYears(String pattern) {
    StringBuilder plain = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < plain.length(); i++) {
      quoted ^= plain.charAt(i) == '\'';
      if (!quoted && plain.charAt(i) == 'y') {
        plain.setCharAt(i, 'u');
      }
    }
    return plain.toString();
  }

  /** Reads back what the pattern writes: what is lost on the way would be lost of every record. */
  private static void check(String pattern, DateTimeFormatter formatter, @Nullable ZoneId zone) {
    String written = formatter.format(SAMPLE.atZone(UTC));
    TemporalAccessor read;
    String again;
    try {
      read = parse(written, formatter);
      again = formatter.format(zoned(read, UTC));
    } catch (DateTimeException e) {
      throw unreadable(pattern, written);
    }
    if (!again.equals(written)) {
      throw unreadable(pattern, written);
    }
    if (zone == null && !(read instanceof Instant)) {
      throw new IllegalArgumentException(
          "format \""
              + pattern
              + "\" names no zone: give zone: UTC, or another one, beside it or at the top");
    }
  }

  private static IllegalArgumentException unreadable(String pattern, String written) {
    return new IllegalArgumentException(
        "no time can be read from what format \""
            + pattern
            + "\" writes, such as \""
            + written
            + "\" for "
            + SAMPLE
            + "; MM is the month, mm the minute, HH the hour, and hh needs an a beside it");
  }

  private static TemporalAccessor parse(String text, DateTimeFormatter formatter) {
    return formatter.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
  }

  private static ZonedDateTime zoned(TemporalAccessor time, ZoneId zone) {
    if (time instanceof Instant instant) {
      return instant.atZone(zone);
    }
    return time instanceof LocalDateTime local
        ? local.atZone(zone)
        : LocalDate.from(time).atStartOfDay(zone);
  }

  /**
   * The time that a text is.
   *
   * @throws DateTimeException if it is not written so, or lacks a zone
   */
  Instant read(String text) {
    TemporalAccessor time = parse(text, formatter);
    if (time instanceof Instant instant) {
      return instant;
    }
    if (zone == null) {
      throw new DateTimeException("it names no zone");
    }
    return zoned(time, zone).toInstant();
  }
}
