package io.vectorstream.qdrant.point;

import com.google.protobuf.ByteString;
import com.google.protobuf.WireFormat;

/**
 * Takes the fields of a protobuf message from the last to the first, since a message within it
 * stands behind its length, which is known once it is written. Fields have numbers below 16.
 */
final class MessageBuffer {

  private static final int FIRST_SIZE = 1_024;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int start = bytes.length;

  /** How many bytes there are. */
  int size() {
    return bytes.length - start;
  }

  ByteString toByteString() {
    return ByteString.copyFrom(bytes, start, size());
  }

  /** Puts a field of some bytes in front. */
  void putBytes(int field, byte[] content) {
    makeRoom(content.length);
    start -= content.length;
    System.arraycopy(content, 0, bytes, start, content.length);
    putNumber(field, WireFormat.WIRETYPE_LENGTH_DELIMITED, content.length);
  }

  /**
   * Makes a field of the bytes in front, which are a message.
   *
   * @param sizeBefore how many bytes there were before the message
   */
  void endMessage(int field, int sizeBefore) {
    putNumber(field, WireFormat.WIRETYPE_LENGTH_DELIMITED, size() - sizeBefore);
  }

  /** Puts a field of an integer, a boolean or an enum's number in front. */
  void putInteger(int field, long number) {
    putNumber(field, WireFormat.WIRETYPE_VARINT, number);
  }

  /** Puts a field of a floating-point number in front. */
  void putDouble(int field, double number) {
    makeRoom(1 + Long.BYTES);
    long bits = Double.doubleToRawLongBits(number);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[--start] = (byte) (bits >>> shift);
    }
    bytes[--start] = tag(field, WireFormat.WIRETYPE_FIXED64);
  }

  /** A number takes seven bits a byte, the lowest first; the highest bit says that more follow. */
  private void putNumber(int field, int wireType, long number) {
    makeRoom(1 + LONGEST_VARINT);
    int groups = (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
    bytes[--start] = (byte) (number >>> (7 * (groups - 1)));
    for (int group = groups - 2; group >= 0; group--) {
      bytes[--start] = (byte) (number >>> (7 * group) | 0x80);
    }
    bytes[--start] = tag(field, wireType);
  }

  private static byte tag(int field, int wireType) {
    return (byte) (field << 3 | wireType);
  }

  private void makeRoom(int length) {
    if (length <= start) {
      return;
    }
    int size = size();
    byte[] larger = new byte[Math.addExact(Math.max(2 * size, FIRST_SIZE), length)];
    start = larger.length - size;
    System.arraycopy(bytes, bytes.length - size, larger, start, size);
    bytes = larger;
  }
}
