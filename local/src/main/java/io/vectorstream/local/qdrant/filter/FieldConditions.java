package io.vectorstream.local.qdrant.filter;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import java.util.List;
import java.util.function.Predicate;

/** Turns a condition on one payload field into a test of points. */
final class FieldConditions {
  private final PayloadSchema schema;

  FieldConditions(PayloadSchema schema) {
    this.schema = schema;
  }

  PointFilter compile(FieldCondition condition) {
    Failures.refuseIf(condition.hasGeoBoundingBox(), "geo bounding box conditions");
    Failures.refuseIf(condition.hasGeoRadius(), "geo radius conditions");
    Failures.refuseIf(condition.hasGeoPolygon(), "geo polygon conditions");
    Failures.refuseIf(condition.hasValuesCount(), "values count conditions");
    refuseUnlessSingle(condition);
    String key = condition.getKey();
    PayloadPath path = PayloadPath.parse(key);
    if (condition.hasMatch()) {
      return new MatchConditions(schema, key).compile(path, condition.getMatch());
    }
    if (condition.hasRange()) {
      return anyElement(path, Ranges.numbers(condition.getRange(), schema.isIntegerRange(key)));
    }
    if (condition.hasDatetimeRange()) {
      boolean indexed = schema.hasType(key, PayloadSchemaType.Datetime);
      return anyElement(path, Ranges.datetimes(condition.getDatetimeRange(), indexed));
    }
    if (condition.hasIsEmpty()) {
      return condition.getIsEmpty() ? isEmpty(path) : isEmpty(path).negated();
    }
    return condition.getIsNull() ? isNull(path) : isNull(path).negated();
  }

  /** Missing, null, or a list without elements. */
  static PointFilter isEmpty(PayloadPath path) {
    return point -> path.values(point).stream().allMatch(FieldConditions::isEmptyValue);
  }

  /** There, and null or a list that holds a null. */
  static PointFilter isNull(PayloadPath path) {
    return point -> path.values(point).stream().anyMatch(FieldConditions::isNullValue);
  }

  /** The value itself, or any element if it is a list. */
  static PointFilter anyElement(PayloadPath path, Predicate<Value> test) {
    return point -> {
      List<Value> values = path.values(point);
      for (Value value : values) {
        if (value.hasListValue()
            ? value.getListValue().getValuesList().stream().anyMatch(test)
            : test.test(value)) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean isEmptyValue(Value value) {
    return value.hasNullValue()
        || (value.hasListValue() && value.getListValue().getValuesCount() == 0);
  }

  private static boolean isNullValue(Value value) {
    return value.hasNullValue()
        || (value.hasListValue()
            && value.getListValue().getValuesList().stream().anyMatch(Value::hasNullValue));
  }

  private static void refuseUnlessSingle(FieldCondition condition) {
    int tests =
        count(condition.hasMatch())
            + count(condition.hasRange())
            + count(condition.hasDatetimeRange())
            + count(condition.hasIsEmpty())
            + count(condition.hasIsNull());
    Failures.refuseIf(tests != 1, "field conditions with " + tests + " tests instead of one");
  }

  private static int count(boolean present) {
    return present ? 1 : 0;
  }
}
