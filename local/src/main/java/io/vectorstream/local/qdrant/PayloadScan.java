package io.vectorstream.local.qdrant;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds one key in a payload's bytes without decoding the others, which is what makes a filter over
 * every point quick enough to need no index.
 */
final class PayloadScan {
  private final byte[] bytes;
  private int position;

  private PayloadScan(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** The value under a top-level key, given in UTF-8. */
  static Optional<Value> find(StoredPoint point, byte[] key) {
    PayloadScan scan = new PayloadScan(point.bytes(), point.payloadStart());
    while (scan.position < point.payloadEnd()) {
      scan.position++; // the entry's tag
      int entryEnd = scan.readLength() + scan.position;
      scan.position++; // the key's tag
      int keyLength = scan.readLength();
      int keyEnd = scan.position + keyLength;
      if (keyLength == key.length
          && Arrays.equals(scan.bytes, scan.position, keyEnd, key, 0, keyLength)) {
        scan.position = keyEnd + 1; // and the value's tag
        return Optional.of(scan.parse(scan.readLength()));
      }
      scan.position = entryEnd;
    }
    return Optional.empty();
  }

  private Value parse(int length) {
    try {
      return Value.parser().parseFrom(bytes, position, length);
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
