package io.vectorstream.local.qdrant.payload;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Payloads as the bytes of a protobuf {@link Struct}. */
final class PayloadBytes {
  /** The tag before each entry of a struct: field 1, with a length. */
  private static final byte ENTRY_TAG = 0x0A;

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private PayloadBytes() {}

  /**
   * The bytes of a payload that was sent in these bytes, every key before its value; refuses
   * numbers that JSON cannot hold.
   */
  static byte[] encode(byte[] sent) {
    Map<String, Value> payload;
    try {
      payload = Struct.parseFrom(sent).getFieldsMap();
    } catch (InvalidProtocolBufferException e) {
      throw Failures.undecodable(e);
    }
    payload.values().forEach(PayloadBytes::check);
    byte[] bytes = new byte[encodedLength(payload)];
    encode(payload, bytes);
    return bytes;
  }

  private static int encodedLength(Map<String, Value> payload) {
    int length = 0;
    for (Map.Entry<String, Value> entry : payload.entrySet()) {
      int entryLength = entryLength(entry);
      length += 1 + CodedOutputStream.computeUInt32SizeNoTag(entryLength) + entryLength;
    }
    return length;
  }

  private static void encode(Map<String, Value> payload, byte[] target) {
    CodedOutputStream out = CodedOutputStream.newInstance(target);
    try {
      for (Map.Entry<String, Value> entry : payload.entrySet()) {
        out.write(ENTRY_TAG);
        out.writeUInt32NoTag(entryLength(entry));
        out.writeString(KEY, entry.getKey());
        out.writeMessage(VALUE, entry.getValue());
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Value> decode(StoredPoint point) {
    int start = point.payloadStart();
    try {
      return Struct.parser()
          .parseFrom(point.bytes(), start, point.payloadEnd() - start)
          .getFieldsMap();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Value value) {
    switch (value.getKindCase()) {
      case DOUBLE_VALUE -> {
        if (!Double.isFinite(value.getDoubleValue())) {
          throw Failures.wrongInput("cannot convert to json number");
        }
      }
      case STRUCT_VALUE ->
          value.getStructValue().getFieldsMap().values().forEach(PayloadBytes::check);
      case LIST_VALUE -> value.getListValue().getValuesList().forEach(PayloadBytes::check);
      case KIND_NOT_SET -> throw Failures.unsupported("payload values without a kind");
      default -> {}
    }
  }

  private static int entryLength(Map.Entry<String, Value> entry) {
    return CodedOutputStream.computeStringSize(KEY, entry.getKey())
        + CodedOutputStream.computeMessageSize(VALUE, entry.getValue());
  }
}
