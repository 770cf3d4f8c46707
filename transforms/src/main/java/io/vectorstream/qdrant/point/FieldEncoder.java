package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Writes fields as Qdrant's messages, from the last to the first.
 *
 * @param <V> what is their values
 */
abstract class FieldEncoder<V> {

  /** Where it writes. */
  final MessageBuffer buffer = new MessageBuffer();

  /**
   * Puts all fields of an object in front, each an entry of a protobuf map.
   *
   * @param map which field of the message the map is
   * @param depth how many objects and lists they are in
   */
  final void putFields(int map, Set<Map.Entry<String, V>> object, int depth) {
    List<Map.Entry<String, V>> fields = new ArrayList<>(object);
    for (int place = fields.size() - 1; place >= 0; place--) {
      int behind = buffer.size();
      putValue(MessageBuffer.VALUE, fields.get(place).getValue(), depth);
      buffer.putBytes(MessageBuffer.KEY, utf8(fields.get(place).getKey()));
      buffer.endMessage(map, behind);
    }
  }

  private void putValue(int field, V value, int depth) {
    int behind = buffer.size();
    putContent(value, depth);
    buffer.endMessage(field, behind);
  }

  /** Puts what a value is in front: the one field of its message. */
  abstract void putContent(V value, int depth);

  final void putObject(Set<Map.Entry<String, V>> fields, int depth) {
    int behind = buffer.size();
    putFields(Struct.FIELDS_FIELD_NUMBER, fields, Payloads.nested(depth));
    buffer.endMessage(Value.STRUCT_VALUE_FIELD_NUMBER, behind);
  }

  final void putList(int size, IntFunction<V> elements, int depth) {
    int inner = Payloads.nested(depth);
    int behind = buffer.size();
    for (int place = size - 1; place >= 0; place--) {
      putValue(ListValue.VALUES_FIELD_NUMBER, elements.apply(place), inner);
    }
    buffer.endMessage(Value.LIST_VALUE_FIELD_NUMBER, behind);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
