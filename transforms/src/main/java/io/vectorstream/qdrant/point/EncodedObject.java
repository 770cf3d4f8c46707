package io.vectorstream.qdrant.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON object as a value of a payload that holds the bytes which are sent, and nothing to be read
 * before {@link #readable} is asked. No message is made for any of its fields, which takes a small
 * part of the time.
 */
final class EncodedObject {

  // Those of each entry of a map.
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final MessageBuffer buffer = new MessageBuffer();

  private EncodedObject() {}

  /**
   * The value of an object.
   *
   * @throws IllegalArgumentException as {@link Payloads#fromJson} does
   */
  static Value of(JsonNode object) {
    EncodedObject encoded = new EncodedObject();
    encoded.putFields(object, Payloads.nested(0));
    ByteString fields = encoded.buffer.toByteString();
    return Value.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    Value.STRUCT_VALUE_FIELD_NUMBER,
                    Field.newBuilder().addLengthDelimited(fields).build())
                .build())
        .build();
  }

  /** The same value, to be read. */
  static Value readable(Value value) {
    if (!value.getUnknownFields().hasField(Value.STRUCT_VALUE_FIELD_NUMBER)) {
      return value;
    }
    try {
      return Value.parseFrom(value.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the bytes of an object are no object", e);
    }
  }

  private void putFields(JsonNode object, int depth) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    for (int place = fields.size() - 1; place >= 0; place--) {
      int behind = buffer.size();
      putValue(VALUE, fields.get(place).getValue(), depth);
      buffer.putBytes(KEY, utf8(fields.get(place).getKey()));
      buffer.endMessage(Struct.FIELDS_FIELD_NUMBER, behind);
    }
  }

  private void putValue(int field, JsonNode json, int depth) {
    int behind = buffer.size();
    switch (json.getNodeType()) {
      case STRING -> buffer.putBytes(Value.STRING_VALUE_FIELD_NUMBER, utf8(json.textValue()));
      case BOOLEAN -> buffer.putInteger(Value.BOOL_VALUE_FIELD_NUMBER, json.booleanValue() ? 1 : 0);
      case NUMBER -> putNumber(json);
      case OBJECT -> {
        putFields(json, Payloads.nested(depth));
        buffer.endMessage(Value.STRUCT_VALUE_FIELD_NUMBER, behind);
      }
      case ARRAY -> {
        int inner = Payloads.nested(depth);
        for (int place = json.size() - 1; place >= 0; place--) {
          putValue(ListValue.VALUES_FIELD_NUMBER, json.get(place), inner);
        }
        buffer.endMessage(Value.LIST_VALUE_FIELD_NUMBER, behind);
      }
      default -> buffer.putInteger(Value.NULL_VALUE_FIELD_NUMBER, NullValue.NULL_VALUE.getNumber());
    }
    buffer.endMessage(field, behind);
  }

  private void putNumber(JsonNode json) {
    if (Payloads.isInteger(json)) {
      buffer.putInteger(Value.INTEGER_VALUE_FIELD_NUMBER, json.longValue());
    } else {
      buffer.putDouble(Value.DOUBLE_VALUE_FIELD_NUMBER, Payloads.finite(json));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
