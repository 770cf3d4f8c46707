package io.vectorstream.local.qdrant.filter;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The values that the payload index on a field holds. */
public final class IndexedValues {
  private final PayloadPath path;
  private final Predicate<Value> holds;

  private IndexedValues(PayloadPath path, Predicate<Value> holds) {
    this.path = path;
    this.holds = holds;
  }

  /** The values of a field that is indexed. */
  public static IndexedValues of(PayloadSchema schema, String field) {
    return new IndexedValues(
        PayloadPath.parse(field), holds(schema.fields().get(field).getDataType()));
  }

  /** Those of a point: the field's value or, if that is a list, its elements. */
  public List<Value> of(StoredPoint point) {
    List<Value> values = path.values(point);
    if (values.size() == 1 && holds.test(values.get(0))) {
      return values;
    }
    List<Value> held = new ArrayList<>();
    for (Value value : values) {
      List<Value> elements =
          value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
      elements.stream().filter(holds).forEach(held::add);
    }
    return held;
  }

  /** Which points have such a value. */
  public PointFilter present() {
    return FieldConditions.anyElement(path, holds);
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
