package io.vectorstream.local.qdrant.filter;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which points have a value that a payload index can hold. */
public final class IndexedValues {
  private IndexedValues() {}

  /** A filter for each index of a collection, by its field. */
  public static Map<String, PointFilter> filters(PayloadSchema schema) {
    Map<String, PointFilter> filters = new LinkedHashMap<>();
    schema
        .fields()
        .forEach(
            (field, info) ->
                filters.put(
                    field,
                    FieldConditions.anyElement(
                        PayloadPath.parse(field), holds(info.getDataType()))));
    return filters;
  }

  private static Predicate<Value> holds(PayloadSchemaType type) {
    return switch (type) {
      case Keyword, Text -> Value::hasStringValue;
      case Integer -> Value::hasIntegerValue;
      case Float -> value -> value.hasDoubleValue() || value.hasIntegerValue();
      case Bool -> Value::hasBoolValue;
      case Datetime ->
          value ->
              value.hasStringValue()
                  && Datetimes.parseLeniently(value.getStringValue()).isPresent();
      case Geo ->
          value ->
              value.getStructValue().containsFields("lon")
                  && value.getStructValue().containsFields("lat");
      case Uuid, UnknownType, UNRECOGNIZED -> value -> false;
    };
  }
}
