package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.protobuf.Timestamp;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How new a point is: a number or a time of its payload. Both are as exact as Qdrant compares them,
 * numbers in double precision and times in microseconds. Versions compare within their kind only.
 *
 * @param number the number, or null
 * @param time the time, or null
 */
record Version(@Nullable Double number, @Nullable Instant time) implements Comparable<Version> {

  /** The integers of greater magnitude are not all told apart in double precision. */
  private static final long LARGEST_EXACT_INTEGER = 1L << 53;

  /** What versions have to share to be compared. */
  enum Kind {
    NUMBER,
    TIME
  }

  /**
   * The version of a payload.
   *
   * @param field its name; dots lead into objects
   * @throws IllegalArgumentException if there is none, or it is neither a number nor a time
   */
  static Version require(Map<String, Value> payload, String field) {
    Value value = value(payload, field);
    checkArgument(
        value.getKindCase() != Value.KindCase.KIND_NOT_SET
            && value.getKindCase() != Value.KindCase.NULL_VALUE,
        "the payload has no \"%s\", which is to tell which version is newer",
        field);
    checkArgument(
        value.getKindCase() != Value.KindCase.INTEGER_VALUE
            || Math.abs(value.getIntegerValue()) <= LARGEST_EXACT_INTEGER,
        "\"%s\" is %s: Qdrant tells integers beyond 2^53 apart no more",
        field,
        value.getIntegerValue());
    return of(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + field + "\" is neither a number nor an ISO-8601 time with an offset"));
  }

  /** The version of a payload that is stored, if it has one. */
  static Optional<Version> find(Map<String, Value> payload, String field) {
    return of(value(payload, field));
  }

  private static Value value(Map<String, Value> payload, String field) {
    Map<String, Value> fields = payload;
    String[] path = field.split("\\.");
    for (int i = 0; i < path.length - 1; i++) {
      fields =
          fields.getOrDefault(path[i], Value.getDefaultInstance()).getStructValue().getFieldsMap();
    }
    return fields.getOrDefault(path[path.length - 1], Value.getDefaultInstance());
  }

  private static Optional<Version> of(Value value) {
    return switch (value.getKindCase()) {
      case INTEGER_VALUE -> Optional.of(new Version((double) value.getIntegerValue(), null));
      case DOUBLE_VALUE -> Optional.of(new Version(value.getDoubleValue(), null));
      case STRING_VALUE -> time(value.getStringValue()).map(time -> new Version(null, time));
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Kind kind() {
    return time == null ? Kind.NUMBER : Kind.TIME;
  }

  /** Met by the points whose field is of this version or a newer one. */
  Condition orNewer(String field) {
    return time == null
        ? ConditionFactory.range(field, Range.newBuilder().setGte(number).build())
        : ConditionFactory.datetimeRange(
            field,
            DatetimeRange.newBuilder()
                .setGte(
                    Timestamp.newBuilder()
                        .setSeconds(time.getEpochSecond())
                        .setNanos(time.getNano()))
                .build());
  }

  @Override
  public int compareTo(Version other) {
    checkArgument(kind() == other.kind(), "a number and a time cannot be compared");
    return time == null ? number.compareTo(other.number) : time.compareTo(other.time);
  }
}
