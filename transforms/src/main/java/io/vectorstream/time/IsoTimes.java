package io.vectorstream.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads ISO-8601 times that name their offset: {@code 2026-01-31T12:30:00.250+03:00}, with the
 * seconds optional, a fraction of any length (what is finer than a nanosecond is cut), and an
 * offset of {@code Z}, {@code +03:00}, {@code +0300} or {@code +03}. {@code t} and {@code z} may be
 * lower case. The year has four digits, also in UTC. There is no hour 24 and no second 60.
 */
public final class IsoTimes {

  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private IsoTimes() {}

  /**
   * The instant that a text names.
   *
   * @throws DateTimeException if it does not name one
   */
  public static Instant parse(String text) {
    return instant(new TimeReader(text));
  }

  /**
   * The same time in a form that every reader of RFC 3339 takes: the text itself if it has that
   * form, else what it names, in UTC.
   *
   * @throws DateTimeException if it names no instant
   */
  public static String toRfc3339(String text) {
    TimeReader reader = new TimeReader(text);
    Instant instant = instant(reader);
    return reader.isRfc3339() ? text : instant.toString();
  }

  private static Instant instant(TimeReader reader) {
    LocalDateTime local = reader.localDateTime();
    ZoneOffset offset = reader.offset();
    long second = local.toEpochSecond(offset);
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      throw new DateTimeException("its year in UTC does not have four digits");
    }
    return Instant.ofEpochSecond(second, local.getNano());
  }
}
