package io.vectorstream.qdrant.write;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.protobuf.Timestamp;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
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
 * @param isBehind whether it is what comes right behind that number or time
 */
record Version(@Nullable Double number, @Nullable Instant time, boolean isBehind)
    implements Comparable<Version> {

  /** The integers of greater magnitude are not all told apart in double precision. */
  private static final long LARGEST_EXACT_INTEGER = 1L << 53;

  Version {
    // Qdrant takes -0.0 for equal to 0.0, as adding makes it.
    number = number == null ? null : number + 0.0;
    time = time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }

  /** A number or a time itself. */
  Version(@Nullable Double number, @Nullable Instant time) {
    this(number, time, false);
  }

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
    Value value = FieldPath.of(field).find(payload);
    checkArgument(
        value.getKindCase() != Value.KindCase.KIND_NOT_SET
            && value.getKindCase() != Value.KindCase.NULL_VALUE,
        "the payload has no \"%s\", which is to tell which version is newer",
        field);
    checkArgument(
        isExact(value),
        "\"%s\" is %s: Qdrant tells integers beyond 2^53 apart no more",
        field,
        value.hasIntegerValue() ? (Number) value.getIntegerValue() : value.getDoubleValue());
    return of(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + field + "\" is neither a number nor an ISO-8601 time with an offset"));
  }

  /** The version of a payload that is stored, if it has one. */
  static Optional<Version> find(Map<String, Value> payload, String field) {
    return of(FieldPath.of(field).find(payload));
  }

  /**
   * A payload of this version, with it in a form that Qdrant compares: a time in that of RFC 3339.
   */
  Map<String, Value> comparable(Map<String, Value> payload, String field) {
    if (kind() == Kind.NUMBER) {
      return payload;
    }
    FieldPath path = FieldPath.of(field);
    String text = path.find(payload).getStringValue();
    String written = IsoTimes.toRfc3339(text);
    return written.equals(text) ? payload : path.with(payload, ValueFactory.value(written));
  }

  private static boolean isExact(Value value) {
    if (value.hasIntegerValue()) {
      long integer = value.getIntegerValue();
      return integer >= -LARGEST_EXACT_INTEGER && integer <= LARGEST_EXACT_INTEGER;
    }
    return !value.hasDoubleValue() || Math.abs(value.getDoubleValue()) <= LARGEST_EXACT_INTEGER;
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
      return Optional.of(IsoTimes.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Kind kind() {
    return time == null ? Kind.NUMBER : Kind.TIME;
  }

  /** What is newer than this version, and older than all others that are. */
  Version behind() {
    return new Version(number, time, true);
  }

  /** Met by the points whose field is of this version or a newer one. */
  Condition orNewer(String field) {
    if (time == null) {
      Range.Builder range = Range.newBuilder();
      return ConditionFactory.range(
          field, (isBehind ? range.setGt(number) : range.setGte(number)).build());
    }
    Timestamp limit =
        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    DatetimeRange.Builder range = DatetimeRange.newBuilder();
    return ConditionFactory.datetimeRange(
        field, (isBehind ? range.setGt(limit) : range.setGte(limit)).build());
  }

  @Override
  public int compareTo(Version other) {
    checkArgument(kind() == other.kind(), "a number and a time cannot be compared");
    int compared = time == null ? number.compareTo(other.number) : time.compareTo(other.time);
    return compared == 0 ? Boolean.compare(isBehind, other.isBehind) : compared;
  }
}
