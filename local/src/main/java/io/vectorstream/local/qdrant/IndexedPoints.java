package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many points have a value that a payload index can hold. */
final class IndexedPoints {
  private IndexedPoints() {}

  static Map<String, Long> count(PayloadSchema schema, PointReader points) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String field : schema.fields().keySet()) {
      Predicate<Value> holds = holds(schema.fields().get(field).getDataType());
      counts.put(field, points.count(FieldConditions.anyElement(PayloadPath.parse(field), holds)));
    }
    return counts;
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
