package io.vectorstream.local.qdrant.payload;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds one key in a payload's bytes, or in those of objects in it, without decoding the others,
 * which is what makes a filter over every point quick enough to need no index.
 */
final class PayloadScan {

  /** What a value that is an object begins with: the tag of protobuf's {@code struct_value}. */
  private static final byte STRUCT_TAG =
      (byte) (Value.STRUCT_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);

  private final byte[] bytes;
  private int position;
  private int end;

  private PayloadScan(StoredPoint point) {
    this.bytes = point.bytes();
    this.position = point.payloadStart();
    this.end = point.payloadEnd();
  }

  /**
   * The value at the end of a path of keys, each in UTF-8: the first of the payload, the others of
   * the objects that those before lead to.
   */
  static Optional<Value> find(StoredPoint point, List<byte[]> keys) {
    PayloadScan scan = new PayloadScan(point);
    for (int depth = 0; depth < keys.size(); depth++) {
      if ((depth > 0 && !scan.enterObject()) || !scan.enterValue(keys.get(depth))) {
        return Optional.empty();
      }
    }
    return Optional.of(scan.parse());
  }

  /** Moves into the value of a key of the current object. */
  private boolean enterValue(byte[] key) {
    while (position < end) {
      position++; // the entry's tag
      int entryEnd = readLength() + position;
      position++; // the key's tag
      int keyLength = readLength();
      int keyEnd = position + keyLength;
      if (keyLength == key.length && Arrays.equals(bytes, position, keyEnd, key, 0, keyLength)) {
        position = keyEnd + 1; // and the value's tag
        end = readLength() + position;
        return true;
      }
      position = entryEnd;
    }
    return false;
  }

  /** Moves to the entries of the current value, if that is an object. */
  private boolean enterObject() {
    if (position == end || bytes[position] != STRUCT_TAG) {
      return false;
    }
    position++;
    end = readLength() + position;
    return true;
  }

  private Value parse() {
    try {
      return Value.parser().parseFrom(bytes, position, end - position);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int readLength() {
    int result = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      result |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return result;
  }
}
