package io.vectorstream.qdrant.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ForwardingMap;
import com.google.common.collect.Maps;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The payload of a JSON object as the bytes that are sent. No message is made of any value but one
 * that is read, and then for each reader anew: what is only sent, as most payloads are, takes a
 * small part of the time.
 */
final class EncodedPayload extends ForwardingMap<String, Value> {

  /** By the name of a field, the entry of a protobuf map: the name again, and the value. */
  private final Map<String, ByteString> entries;

  private EncodedPayload(Map<String, ByteString> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * The payload of an object.
   *
   * @throws IllegalArgumentException as {@link Payloads#fromJson} does
   */
  static EncodedPayload of(ObjectNode json) {
    Encoder encoder = new Encoder();
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(json.properties());
    int[] sizes = new int[fields.size()];
    for (int place = fields.size() - 1; place >= 0; place--) {
      int behind = encoder.buffer.size();
      encoder.putEntry(fields.get(place), 0);
      sizes[place] = encoder.buffer.size() - behind;
    }
    ByteString all = encoder.buffer.toByteString();
    Map<String, ByteString> entries = Maps.newLinkedHashMapWithExpectedSize(fields.size());
    int start = 0;
    for (int place = 0; place < sizes.length; place++) {
      entries.put(fields.get(place).getKey(), all.substring(start, start + sizes[place]));
      start += sizes[place];
    }
    return new EncodedPayload(entries);
  }

  /** The same with another value of one field. */
  EncodedPayload with(String name, Value value) {
    Map<String, ByteString> changed = new LinkedHashMap<>(entries);
    MessageBuffer entry = new MessageBuffer();
    entry.putBytes(MessageBuffer.VALUE, value.toByteArray());
    entry.putBytes(MessageBuffer.KEY, Encoder.utf8(name));
    changed.put(name, entry.toByteString());
    return new EncodedPayload(changed);
  }

  /** Adds it to a point, which holds it as a field that is sent and cannot be read. */
  void addTo(PointStruct.Builder point) {
    point.setUnknownFields(entriesOf(PointStruct.PAYLOAD_FIELD_NUMBER, entries.values()));
  }

  private static UnknownFieldSet entriesOf(int field, Iterable<ByteString> entries) {
    Field.Builder map = Field.newBuilder();
    entries.forEach(map::addLengthDelimited);
    return UnknownFieldSet.newBuilder().addField(field, map.build()).build();
  }

  @Override
  protected Map<String, Value> delegate() {
    return Maps.transformValues(entries, EncodedPayload::value);
  }

  private static Value value(ByteString entry) {
    UnknownFieldSet alone = entriesOf(Struct.FIELDS_FIELD_NUMBER, List.of(entry));
    try {
      return Struct.parseFrom(alone.toByteString()).getFieldsMap().values().iterator().next();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the bytes of a field are no field", e);
    }
  }

  /** Writes JSON as Qdrant's messages for values, from the last to the first. */
  private static final class Encoder {
    private final MessageBuffer buffer = new MessageBuffer();

    void putEntry(Map.Entry<String, JsonNode> field, int depth) {
      putValue(MessageBuffer.VALUE, field.getValue(), depth);
      buffer.putBytes(MessageBuffer.KEY, utf8(field.getKey()));
    }

    private void putValue(int field, JsonNode json, int depth) {
      int behind = buffer.size();
      switch (json.getNodeType()) {
        case STRING -> buffer.putBytes(Value.STRING_VALUE_FIELD_NUMBER, utf8(json.textValue()));
        case BOOLEAN ->
            buffer.putInteger(Value.BOOL_VALUE_FIELD_NUMBER, json.booleanValue() ? 1 : 0);
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
        default ->
            buffer.putInteger(Value.NULL_VALUE_FIELD_NUMBER, NullValue.NULL_VALUE.getNumber());
      }
      buffer.endMessage(field, behind);
    }

    private void putFields(JsonNode object, int depth) {
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
      for (int place = fields.size() - 1; place >= 0; place--) {
        int behind = buffer.size();
        putEntry(fields.get(place), depth);
        buffer.endMessage(Struct.FIELDS_FIELD_NUMBER, behind);
      }
    }

    private void putNumber(JsonNode json) {
      if (json.isIntegralNumber() && json.canConvertToLong()) {
        buffer.putInteger(Value.INTEGER_VALUE_FIELD_NUMBER, json.longValue());
      } else {
        buffer.putDouble(Value.DOUBLE_VALUE_FIELD_NUMBER, Payloads.finite(json.doubleValue()));
      }
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
