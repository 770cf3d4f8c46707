package io.vectorstream.local.qdrant.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as payloads write them: RFC 3339, and what a datetime index reads besides. */
final class Datetimes {
  private static final Pattern FORMAT =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)"
              + "(?:([Tt ])(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?)?"
              + "(?:([Zz])|([+-])(\\d\\d)(:?)(\\d\\d))?");
  private static final int NANO_DIGITS = 9;
  private static final int LEAP_SECOND = 60;

  private Datetimes() {}

  /** A full RFC 3339 moment with its offset. */
  static Optional<Instant> parse(String text) {
    Instant usual = UsualMoment.parse(text);
    if (usual != null) {
      return Optional.of(usual);
    }
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()
        || matcher.group(7) == null
        || (matcher.group(9) == null && !":".equals(matcher.group(12)))) {
      return Optional.empty();
    }
    return toInstant(matcher);
  }

  /** Also without offset (then UTC), without seconds, or only a date. */
  static Optional<Instant> parseLeniently(String text) {
    Instant usual = UsualMoment.parse(text);
    if (usual != null) {
      return Optional.of(usual);
    }
    Matcher matcher = FORMAT.matcher(text);
    boolean hasOffset =
        matcher.matches() && (matcher.group(9) != null || matcher.group(10) != null);
    if (!matcher.matches() || (hasOffset && matcher.group(7) == null)) {
      return Optional.empty();
    }
    return toInstant(matcher);
  }

  private static Optional<Instant> toInstant(Matcher matcher) {
    try {
      int second = number(matcher, 7);
      LocalDateTime local =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 5),
              number(matcher, 6),
              Math.min(second, second == LEAP_SECOND ? LEAP_SECOND - 1 : second),
              nanos(matcher.group(8)));
      int minutes = number(matcher, 11) * 60 + number(matcher, 13);
      int sign = "-".equals(matcher.group(10)) ? -1 : 1;
      return Optional.of(local.minusMinutes((long) sign * minutes).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty(); // the 31st of June: no moment, as text is none
    }
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(String fraction) {
    if (fraction == null) {
      return 0;
    }
    String padded = (fraction + "000000000").substring(0, NANO_DIGITS);
    return Integer.parseInt(padded);
  }
}
