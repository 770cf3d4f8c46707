package io.vectorstream.qdrant.point;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ForwardingMap;
import com.google.common.collect.Maps;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A payload as the bytes that are sent. No message is made of any value but one that is read, and
 * then for each reader anew: what is only sent, as most payloads are, takes a small part of the
 * time. It is encoded in one go, while protobuf makes an entry of each field twice, to measure it
 * and to write it.
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
    return of(json.properties(), new JsonEncoder());
  }

  /**
   * The same payload as bytes.
   *
   * @throws IllegalArgumentException if it holds a number that is not finite, which Qdrant refuses,
   *     or nests deeper than {@link Payloads#NESTING_LIMIT}
   */
  static EncodedPayload of(Map<String, Value> payload) {
    return payload instanceof EncodedPayload encoded
        ? encoded
        : of(payload.entrySet(), new ValueEncoder());
  }

  private static <V> EncodedPayload of(Set<Map.Entry<String, V>> payload, FieldEncoder<V> encoder) {
    List<Map.Entry<String, V>> fields = new ArrayList<>(payload);
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
    entry.putBytes(MessageBuffer.KEY, ByteString.copyFromUtf8(name));
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
}
