package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns JSON into a point's payload. */
public final class Payloads {

  /**
   * How deep objects and lists may nest. Each costs up to three of the 100 levels of messages that
   * protobuf reads; what is deeper could be stored and not be read again.
   */
  public static final int NESTING_LIMIT = 31;

  private Payloads() {}

  /**
   * The payload of a JSON object. Integers that fit 64 bits stay integers, other numbers become
   * doubles.
   *
   * @throws IllegalArgumentException if a number is not finite as a double, or objects and lists
   *     nest deeper than {@value #NESTING_LIMIT}
   */
  public static Map<String, Value> fromJson(ObjectNode json) {
    return fromJson(json, null);
  }

  /**
   * The same payload, in which an object that is the value of one field has nothing to be read: it
   * is made and sent in a small part of the time. {@link #readable} reads it.
   *
   * @param unread the name of that field; null if there is none
   */
  public static Map<String, Value> fromJson(ObjectNode json, @Nullable String unread) {
    Map<String, Value> payload = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            field ->
                payload.put(
                    field.getKey(),
                    field.getKey().equals(unread) && field.getValue().isObject()
                        ? EncodedObject.of(field.getValue())
                        : value(field.getValue(), 0)));
    return payload;
  }

  /** A value of a payload, to be read. */
  public static Value readable(Value value) {
    return EncodedObject.readable(value);
  }

  /**
   * Checks a payload that was not made here.
   *
   * @throws IllegalArgumentException if it holds a number that is not finite, which Qdrant refuses,
   *     or nests deeper than {@value #NESTING_LIMIT}
   */
  public static void check(Map<String, Value> payload) {
    payload.values().forEach(value -> check(value, 0));
  }

  private static void check(Value value, int depth) {
    switch (value.getKindCase()) {
      case DOUBLE_VALUE ->
          checkArgument(
              Double.isFinite(value.getDoubleValue()),
              "the payload has a number that is %s",
              value.getDoubleValue());
      case STRUCT_VALUE -> {
        int inner = nested(depth);
        value.getStructValue().getFieldsMap().values().forEach(field -> check(field, inner));
      }
      case LIST_VALUE -> {
        int inner = nested(depth);
        value.getListValue().getValuesList().forEach(element -> check(element, inner));
      }
      default -> {}
    }
  }

  private static Value value(JsonNode json, int depth) {
    Value.Builder value = Value.newBuilder();
    switch (json.getNodeType()) {
      // As bytes: of a text, protobuf works out the length in bytes first and encodes it later.
      case STRING -> value.setStringValueBytes(ByteString.copyFromUtf8(json.textValue()));
      case BOOLEAN -> value.setBoolValue(json.booleanValue());
      case NUMBER -> setNumber(json, value);
      case OBJECT -> value.setStructValue(struct(json, nested(depth)));
      case ARRAY -> value.setListValue(list(json, nested(depth)));
      default -> value.setNullValue(NullValue.NULL_VALUE);
    }
    return value.build();
  }

  private static void setNumber(JsonNode json, Value.Builder value) {
    if (isInteger(json)) {
      value.setIntegerValue(json.longValue());
    } else {
      value.setDoubleValue(finite(json));
    }
  }

  static boolean isInteger(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  static double finite(JsonNode json) {
    double number = json.doubleValue();
    checkArgument(Double.isFinite(number), "a number of the payload is beyond a double's range");
    return number;
  }

  private static Struct struct(JsonNode json, int depth) {
    Struct.Builder struct = Struct.newBuilder();
    json.fields()
        .forEachRemaining(
            field -> struct.putFields(field.getKey(), value(field.getValue(), depth)));
    return struct.build();
  }

  private static ListValue list(JsonNode json, int depth) {
    ListValue.Builder list = ListValue.newBuilder();
    json.forEach(element -> list.addValues(value(element, depth)));
    return list.build();
  }

  /** The depth of what is in an object or a list. */
  static int nested(int depth) {
    checkArgument(
        depth < NESTING_LIMIT,
        "the payload nests deeper than the %s levels Qdrant's clients read",
        NESTING_LIMIT);
    return depth + 1;
  }
}
