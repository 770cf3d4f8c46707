package io.vectorstream.chaos.walk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes times in the many ways that ISO-8601 has for them. */
final class OddTimes {

  private static final String[] OFFSETS = {"Z", "z", "+00:00", "+03:00", "+0300", "+03", "-0930"};
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private OddTimes() {}

  /** A whole minute, or a little behind it: by fractions of a microsecond, or by milliseconds. */
  static JsonToken of(Instant minute, SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> token(minute, MINUTES, "", random);
      case 1, 2 -> token(minute, SECONDS, "", random);
      case 3 -> token(minute.plusMillis(250), SECONDS, ".250", random);
      // Equal to the whole minute in the microseconds that Qdrant compares.
      case 4 -> token(minute.plusNanos(123), SECONDS, ".000000123", random);
      default -> token(minute.plusNanos(456), SECONDS, ".000000456789", random);
    };
  }

  private static JsonToken token(
      Instant instant, DateTimeFormatter format, String fraction, SplittableRandom random) {
    String offset = OFFSETS[random.nextInt(OFFSETS.length)];
    LocalDateTime local =
        LocalDateTime.ofInstant(instant, ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
    String text = format.format(local) + fraction + offset;
    return new JsonToken('"' + text + '"', new Moment(text, instant));
  }
}
