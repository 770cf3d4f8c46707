package io.vectorstream.qdrant.point;

import com.google.protobuf.ByteString;
import com.google.protobuf.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes the fields of a protobuf message from the last to the first, since a message within it
 * stands behind its length, which is known once it is written.
 */
final class MessageBuffer {

  /** The fields of each entry of a map. */
  static final int KEY = 1;

  static final int VALUE = 2;

  private static final int FIRST_SIZE = 1_024;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int start = bytes.length;

  /** How many bytes there are. */
  int size() {
    return bytes.length - start;
  }

  /** Takes another message. */
  void clear() {
    start = bytes.length;
  }

  ByteString toByteString() {
    return ByteString.copyFrom(bytes, start, size());
  }

  /** Puts a field of some bytes in front. */
  void putBytes(int field, byte[] content) {
    makeRoom(content.length);
    start -= content.length;
    System.arraycopy(content, 0, bytes, start, content.length);
    putLength(field, content.length);
  }

  /** Puts a field of some bytes in front. */
  void putBytes(int field, ByteString content) {
    putFields(content);
    putLength(field, content.size());
  }

  /** Puts fields in front that are encoded already. */
  void putFields(ByteString fields) {
    makeRoom(fields.size());
    start -= fields.size();
    fields.copyTo(bytes, start);
  }

  /** Puts in front what a field of so many bytes begins with. */
  void putLength(int field, int length) {
    putNumber(field, WireFormat.WIRETYPE_LENGTH_DELIMITED, length);
  }

  /** Puts a field of single-precision numbers in front, packed. */
  void putFloats(int field, float[] numbers) {
    int length = Math.multiplyExact(Float.BYTES, numbers.length);
    makeRoom(length);
    start -= length;
    ByteBuffer.wrap(bytes, start, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(numbers);
    putLength(field, length);
  }

  /**
   * Makes a field of the bytes in front, which are a message.
   *
   * @param sizeBefore how many bytes there were before the message
   */
  void endMessage(int field, int sizeBefore) {
    putLength(field, size() - sizeBefore);
  }

  /** Puts a field of an integer, a boolean or an enum's number in front. */
  void putInteger(int field, long number) {
    putNumber(field, WireFormat.WIRETYPE_VARINT, number);
  }

  /** Puts a field of a floating-point number in front. */
  void putDouble(int field, double number) {
    makeRoom(Long.BYTES);
    long bits = Double.doubleToRawLongBits(number);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[--start] = (byte) (bits >>> shift);
    }
    putTag(field, WireFormat.WIRETYPE_FIXED64);
  }

  private void putNumber(int field, int wireType, long number) {
    putVarint(number);
    putTag(field, wireType);
  }

  private void putTag(int field, int wireType) {
    putVarint(field << 3 | wireType);
  }

  /**
   * Puts a number in front, without a field: seven bits a byte, the lowest first; the highest bit
   * says that more follow.
   */
  void putVarint(long number) {
    makeRoom(LONGEST_VARINT);
    int groups = (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
    bytes[--start] = (byte) (number >>> (7 * (groups - 1)));
    for (int group = groups - 2; group >= 0; group--) {
      bytes[--start] = (byte) (number >>> (7 * group) | 0x80);
    }
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
