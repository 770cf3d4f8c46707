package io.vectorstream.qdrant.point;

import com.fasterxml.jackson.databind.JsonNode;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;

/** Writes JSON. */
final class JsonEncoder extends FieldEncoder<JsonNode> {

  @Override
  void putContent(JsonNode json, int depth) {
    switch (json.getNodeType()) {
      case STRING -> buffer.putBytes(Value.STRING_VALUE_FIELD_NUMBER, utf8(json.textValue()));
      case BOOLEAN -> buffer.putInteger(Value.BOOL_VALUE_FIELD_NUMBER, json.booleanValue() ? 1 : 0);
      case NUMBER -> putNumber(json);
      case OBJECT -> putObject(json.properties(), depth);
      case ARRAY -> putList(json.size(), json::get, depth);
      default -> buffer.putInteger(Value.NULL_VALUE_FIELD_NUMBER, NullValue.NULL_VALUE_VALUE);
    }
  }

  private void putNumber(JsonNode json) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      buffer.putInteger(Value.INTEGER_VALUE_FIELD_NUMBER, json.longValue());
    } else {
      buffer.putDouble(Value.DOUBLE_VALUE_FIELD_NUMBER, Payloads.finite(json.doubleValue()));
    }
  }
}
