package io.vectorstream.local.qdrant.filter;

import com.google.common.math.LongMath;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.StartFrom;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The numbers by which an indexed field puts points in order: longs of integers, doubles of other
 * numbers, and of moments the microseconds since 1970.
 */
public final class OrderValues {
  private final IndexedValues values;
  private final Function<Value, Number> number;

  private OrderValues(IndexedValues values, Function<Value, Number> number) {
    this.values = values;
    this.number = number;
  }

  /** The numbers of a field; the call is refused if it has no index that answers ranges. */
  public static OrderValues of(PayloadSchema schema, String field) {
    if (!schema.hasRange(field)) {
      throw Failures.noRangeIndex(field);
    }
    PayloadSchemaType type = schema.fields().get(field).getDataType();
    Function<Value, Number> number =
        switch (type) {
          case Integer -> Value::getIntegerValue;
          case Float -> OrderValues::toDouble;
          case Datetime ->
              value -> micros(Datetimes.parseLeniently(value.getStringValue()).orElseThrow());
          default -> throw new IllegalStateException("no order by an index of the type " + type);
        };
    return new OrderValues(IndexedValues.of(schema, field), number);
  }

  /** Those of a point, each once. */
  public List<Number> of(StoredPoint point) {
    return values.of(point).stream().map(number).distinct().toList();
  }

  /** The number to start from; refuses a text that is no moment. */
  public static Number start(StartFrom from) {
    return switch (from.getValueCase()) {
      case INTEGER -> from.getInteger();
      case FLOAT -> from.getFloat();
      case TIMESTAMP -> micros(from.getTimestamp().getSeconds(), from.getTimestamp().getNanos());
      case DATETIME ->
          micros(
              Datetimes.parseLeniently(from.getDatetime())
                  .orElseThrow(
                      () -> Failures.wrongInput("Malformed datetime: " + from.getDatetime())));
      case VALUE_NOT_SET -> throw new IllegalArgumentException("there is no value to start from");
    };
  }

  /** Compares two of these numbers, also of different kinds. */
  public static int compare(Number one, Number other) {
    return one instanceof Long && other instanceof Long
        ? Long.compare(one.longValue(), other.longValue())
        : Double.compare(one.doubleValue(), other.doubleValue());
  }

  private static Double toDouble(Value value) {
    return value.hasDoubleValue() ? value.getDoubleValue() : (double) value.getIntegerValue();
  }

  private static Long micros(Instant instant) {
    return micros(instant.getEpochSecond(), instant.getNano());
  }

  private static Long micros(long seconds, int nanos) {
    return LongMath.saturatedAdd(
        LongMath.saturatedMultiply(seconds, 1_000_000), Math.floorDiv(nanos, 1_000));
  }
}
