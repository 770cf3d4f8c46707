package io.vectorstream.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads ISO-8601 times that name their offset. */
final class EventTimes {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXXXX][XXXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** What stands beyond nanoseconds, which java.time cannot hold. */
  private static final Pattern BEYOND_NANOSECONDS = Pattern.compile("(?<=\\.\\d{9})\\d+");

  private EventTimes() {}

  /**
   * The instant that a text names.
   *
   * @throws DateTimeException if it names none
   */
  static Instant parse(String text) {
    return OffsetDateTime.parse(BEYOND_NANOSECONDS.matcher(text).replaceFirst(""), FORMAT)
        .toInstant();
  }
}
