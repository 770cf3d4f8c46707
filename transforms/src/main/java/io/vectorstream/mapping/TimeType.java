package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vectorstream.time.IsoTimes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time, which becomes one of RFC 3339. How it is written is said, never guessed. */
final class TimeType implements ValueType {

  private static final String ISO = "iso";

  /** By how many decimal places the point is moved to get seconds. */
  private static final Map<String, Integer> EPOCHS =
      Map.of("epoch_seconds", 0, "epoch_millis", 3, "epoch_micros", 6, "epoch_nanos", 9);

  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,25}(\\.\\d{1,12})?");

  private static final BigDecimal FIRST_SECOND =
      BigDecimal.valueOf(Instant.parse("0000-01-01T00:00:00Z").getEpochSecond());
  private static final BigDecimal END_SECOND =
      BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1);

  private final String format;
  private final @Nullable ZoneId zone;
  private final @Nullable TimePattern pattern;

  private TimeType(String format, @Nullable ZoneId zone, @Nullable TimePattern pattern) {
    this.format = format;
    this.zone = zone;
    this.pattern = pattern;
  }

  /**
   * Times of a format.
   *
   * @param format {@code iso}, {@code epoch_seconds} and so on, or a pattern of java.time such as
   *     {@code yyyy-MM-dd HH:mm:ss}
   * @param zone where the clock stands of a time that does not say so; null if it has to
   * @throws IllegalArgumentException if there is no such format, or it can tell no time
   */
  static TimeType of(String format, @Nullable ZoneId zone) {
    if (format.equals(ISO) || EPOCHS.containsKey(format)) {
      return new TimeType(format, zone, null);
    }
    if (format.startsWith("epoch") || format.isBlank()) {
      throw new IllegalArgumentException(
          "format has to be iso, epoch_seconds, epoch_millis, epoch_micros, epoch_nanos or a"
              + " pattern such as yyyy-MM-dd HH:mm:ss, it is \""
              + format
              + "\"");
    }
    return new TimeType(format, zone, TimePattern.of(format, zone));
  }

  @Override
  public @Nullable JsonNode convert(JsonNode value) {
    try {
      String time = EPOCHS.containsKey(format) ? epoch(value) : written(value);
      return time == null ? null : TextNode.valueOf(time);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable String epoch(JsonNode value) {
    BigDecimal number;
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      number = value.decimalValue();
    } else if (value.isTextual() && DIGITS.matcher(value.textValue().strip()).matches()) {
      number = new BigDecimal(value.textValue().strip());
    } else {
      return null;
    }
    BigDecimal seconds = number.movePointLeft(EPOCHS.get(format));
    if (seconds.compareTo(FIRST_SECOND) < 0 || seconds.compareTo(END_SECOND) >= 0) {
      return null;
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos =
        seconds.subtract(whole).movePointRight(9).setScale(0, RoundingMode.FLOOR).longValue();
    return Instant.ofEpochSecond(whole.longValue(), nanos).toString();
  }

  private @Nullable String written(JsonNode value) {
    if (!value.isTextual()) {
      return null;
    }
    String text = value.textValue().strip();
    if (pattern != null) {
      return IsoTimes.toRfc3339(pattern.read(text).toString());
    }
    try {
      return IsoTimes.toRfc3339(text);
    } catch (DateTimeException e) {
      if (zone == null) {
        throw e;
      }
      return IsoTimes.toRfc3339(local(text).atZone(zone).toInstant().toString());
    }
  }

  private static LocalDateTime local(String text) {
    // Databases put a space where ISO 8601 has a T.
    return LocalDateTime.parse(
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + 'T' + text.substring(11)
            : text);
  }

  @Override
  public String wanted() {
    if (format.equals(ISO)) {
      return zone == null ? "an ISO-8601 time with an offset or Z" : "an ISO-8601 time";
    }
    return EPOCHS.containsKey(format)
        ? "a number, " + format + " of a year from 0 to 9999,"
        : "a time written as " + format + (zone == null ? " with a zone" : "");
  }
}
