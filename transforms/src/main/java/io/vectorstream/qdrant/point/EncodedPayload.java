package io.vectorstream.qdrant.point;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ForwardingMap;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A payload as the bytes that are sent. No message is made of its values until one is read: what is
 * only sent, as most payloads are, takes a small part of the time.
 */
final class EncodedPayload extends ForwardingMap<String, Value> {

  private final ByteString bytes;
  private volatile @Nullable Map<String, Value> decoded;

  private EncodedPayload(ByteString bytes) {
    this.bytes = bytes;
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

  private static <V> EncodedPayload of(Set<Map.Entry<String, V>> fields, FieldEncoder<V> encoder) {
    encoder.putFields(PointStruct.PAYLOAD_FIELD_NUMBER, fields, 0);
    return new EncodedPayload(encoder.buffer.toByteString());
  }

  /** Those of a {@link PointStruct} that has nothing else. */
  ByteString bytes() {
    return bytes;
  }

  @Override
  protected Map<String, Value> delegate() {
    if (decoded == null) {
      try {
        decoded = PointStruct.parseFrom(bytes).getPayloadMap();
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("the bytes of a payload are no payload", e);
      }
    }
    return decoded;
  }
}
