package io.vectorstream.local.qdrant.payload;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED64;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.common.base.Utf8;
import com.google.protobuf.CodedInputStream;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.IOException;

/**
 * Tells a payload that can be stored in the bytes in which a client sent it: one that is not to be
 * refused, and that {@link PayloadBytes} would encode in the same way. Where that takes long to
 * find out, the answer is no.
 */
final class StorablePayload {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ENTRIES = 100;

  /** Before an entry of an object, and before an element of a list. */
  private static final int ELEMENT = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;

  private static final int KEY = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int VALUE = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

  private static final int NULL = Value.NULL_VALUE_FIELD_NUMBER << 3 | WIRETYPE_VARINT;
  private static final int DOUBLE = Value.DOUBLE_VALUE_FIELD_NUMBER << 3 | WIRETYPE_FIXED64;
  private static final int INTEGER = Value.INTEGER_VALUE_FIELD_NUMBER << 3 | WIRETYPE_VARINT;
  private static final int STRING =
      Value.STRING_VALUE_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int BOOL = Value.BOOL_VALUE_FIELD_NUMBER << 3 | WIRETYPE_VARINT;
  private static final int STRUCT =
      Value.STRUCT_VALUE_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int LIST = Value.LIST_VALUE_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;

  private final byte[] bytes;
  private final CodedInputStream in;

  private StorablePayload(byte[] bytes) {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(bytes);
  }

  /** Whether the bytes, which should be those of a struct, can be stored. */
  static boolean isIn(byte[] bytes) {
    try {
      return new StorablePayload(bytes).hasEntries(0);
    } catch (IOException e) {
      return false;
    }
  }

  /** Goes to the limit. A reader that looks for a key finds its first entry, so there is one. */
  private boolean hasEntries(int depth) throws IOException {
    int[] hashes = new int[MAX_ENTRIES];
    for (int size = 0; !in.isAtEnd(); size++) {
      if (size == MAX_ENTRIES || depth == MAX_DEPTH || in.readTag() != ELEMENT) {
        return false;
      }
      int outer = in.pushLimit(in.readUInt32());
      if (in.readTag() != KEY) {
        return false;
      }
      int length = in.readUInt32();
      int start = skip(length);
      hashes[size] = hash(start, length);
      if (!Utf8.isWellFormed(bytes, start, length)
          || contains(hashes, size, hashes[size])
          || in.readTag() != VALUE
          || !hasValue(depth)
          || !in.isAtEnd()) {
        return false;
      }
      in.popLimit(outer);
    }
    return true;
  }

  private boolean hasElements(int depth) throws IOException {
    while (!in.isAtEnd()) {
      if (depth == MAX_DEPTH || in.readTag() != ELEMENT || !hasValue(depth)) {
        return false;
      }
    }
    return true;
  }

  /** One value of a known kind, with its length before it. */
  private boolean hasValue(int depth) throws IOException {
    int outer = in.pushLimit(in.readUInt32());
    boolean storable = hasContent(in.readTag(), depth) && in.isAtEnd();
    in.popLimit(outer);
    return storable;
  }

  private boolean hasContent(int kind, int depth) throws IOException {
    switch (kind) {
      case NULL, BOOL, INTEGER -> in.readRawVarint64();
      case STRING -> {
        int length = in.readUInt32();
        return Utf8.isWellFormed(bytes, skip(length), length);
      }
      case DOUBLE -> {
        return Double.isFinite(in.readDouble());
      }
      case STRUCT, LIST -> {
        int outer = in.pushLimit(in.readUInt32());
        boolean storable = kind == STRUCT ? hasEntries(depth + 1) : hasElements(depth + 1);
        in.popLimit(outer);
        return storable;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Goes over some bytes, and returns where they start. */
  private int skip(int length) throws IOException {
    int start = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return start;
  }

  private int hash(int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private static boolean contains(int[] hashes, int size, int hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }
}
