package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkArgument;

import io.qdrant.client.grpc.JsonWithInt.Value;

/** Writes the messages of Qdrant's client. */
final class ValueEncoder extends FieldEncoder<Value> {

  @Override
  void putContent(Value value, int depth) {
    switch (value.getKindCase()) {
      case STRING_VALUE ->
          buffer.putBytes(Value.STRING_VALUE_FIELD_NUMBER, value.getStringValueBytes());
      case BOOL_VALUE ->
          buffer.putInteger(Value.BOOL_VALUE_FIELD_NUMBER, value.getBoolValue() ? 1 : 0);
      case INTEGER_VALUE ->
          buffer.putInteger(Value.INTEGER_VALUE_FIELD_NUMBER, value.getIntegerValue());
      case DOUBLE_VALUE -> {
        double number = value.getDoubleValue();
        checkArgument(Double.isFinite(number), "the payload has a number that is %s", number);
        buffer.putDouble(Value.DOUBLE_VALUE_FIELD_NUMBER, number);
      }
      case STRUCT_VALUE -> putObject(value.getStructValue().getFieldsMap().entrySet(), depth);
      case LIST_VALUE -> {
        var list = value.getListValue();
        putList(list.getValuesCount(), list::getValues, depth);
      }
      case NULL_VALUE ->
          buffer.putInteger(Value.NULL_VALUE_FIELD_NUMBER, value.getNullValueValue());
      case KIND_NOT_SET -> {}
    }
  }
}
