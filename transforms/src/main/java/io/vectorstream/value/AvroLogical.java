package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What Avro's logical types are in JSON: times are ISO-8601, decimals are numbers, and bytes of no
 * such type are Base64.
 */
final class AvroLogical {

  private static final long SECOND = 1_000_000_000;

  private AvroLogical() {}

  static JsonNode bytes(byte[] bytes, Schema schema) throws UnreadableValueException {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return Decimals.of(bytes, decimal.getScale());
    }
    return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }

  static JsonNode number(long number, Schema schema) throws UnreadableValueException {
    LogicalType type = schema.getLogicalType();
    if (type == null) {
      return LongNode.valueOf(number);
    }
    try {
      return switch (type.getName()) {
        case "date" -> TextNode.valueOf(LocalDate.ofEpochDay(number).toString());
        case "time-millis" -> TextNode.valueOf(time(number, 1_000));
        case "time-micros" -> TextNode.valueOf(time(number, 1_000_000));
        case "timestamp-millis" -> TextNode.valueOf(instant(number, 1_000).toString());
        case "timestamp-micros" -> TextNode.valueOf(instant(number, 1_000_000).toString());
        case "timestamp-nanos" -> TextNode.valueOf(instant(number, SECOND).toString());
        case "local-timestamp-millis" -> TextNode.valueOf(local(number, 1_000));
        case "local-timestamp-micros" -> TextNode.valueOf(local(number, 1_000_000));
        case "local-timestamp-nanos" -> TextNode.valueOf(local(number, SECOND));
        default -> LongNode.valueOf(number);
      };
    } catch (DateTimeException e) {
      throw new UnreadableValueException(
          "a " + type.getName() + " in it is out of range: " + number, e);
    }
  }

  private static String time(long number, long perSecond) {
    return LocalTime.ofSecondOfDay(Math.floorDiv(number, perSecond))
        .plusNanos(Math.floorMod(number, perSecond) * (SECOND / perSecond))
        .toString();
  }

  private static String local(long number, long perSecond) {
    return instant(number, perSecond).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
  }

  private static Instant instant(long number, long perSecond) {
    return Instant.ofEpochSecond(
        Math.floorDiv(number, perSecond), Math.floorMod(number, perSecond) * (SECOND / perSecond));
  }
}
