package io.vectorstream.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ISO-8601 times that name their offset: {@code 2026-01-31T12:30:00.250+03:00}, with the
 * seconds optional, a fraction of any length (what is finer than a nanosecond is cut), and an
 * offset of {@code Z}, {@code +03:00}, {@code +0300} or {@code +03}. {@code t} and {@code z} may be
 * small. The year has four digits, also in UTC. There is no hour 24 and no second 60.
 */
public final class IsoTimes {

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?"
              + "(?:[Zz]|([+-])(\\d\\d)(?::?(\\d\\d))?)");

  /** What every reader of RFC 3339 takes, Qdrant among them. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");

  private static final int NANO_DIGITS = 9;
  private static final int LAST_YEAR = 9999;

  private IsoTimes() {}

  /**
   * The instant that a text names.
   *
   * @throws DateTimeException if it names none
   */
  public static Instant parse(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new DateTimeException("not an ISO-8601 time with an offset");
    }
    LocalDateTime local =
        LocalDateTime.of(
            number(time, 1),
            number(time, 2),
            number(time, 3),
            number(time, 4),
            number(time, 5),
            number(time, 6),
            nanos(time.group(7)));
    OffsetDateTime utc = local.atOffset(offset(time)).withOffsetSameInstant(ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
      throw new DateTimeException("in UTC its year has not four digits");
    }
    return utc.toInstant();
  }

  /**
   * The same time in the form of RFC 3339: the text itself if it has that form, else what it names,
   * in UTC.
   *
   * @throws DateTimeException if it names no instant
   */
  public static String toRfc3339(String text) {
    Instant instant = parse(text);
    return RFC_3339.matcher(text).matches() ? text : instant.toString();
  }

  private static ZoneOffset offset(Matcher time) {
    int sign = "-".equals(time.group(8)) ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(time, 9), sign * number(time, 10));
  }

  private static int number(Matcher time, int group) {
    String digits = time.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.substring(0, Math.min(fraction.length(), NANO_DIGITS));
    return Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
  }
}
