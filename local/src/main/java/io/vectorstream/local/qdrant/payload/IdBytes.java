package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Point ids as bytes whose unsigned order is Qdrant's order of points: numbers first, then UUIDs.
 *
 * <p>A number is a zero and eight bytes, a UUID is a one and sixteen bytes.
 */
public final class IdBytes {
  private static final byte NUMBER = 0;
  private static final byte UUID_BYTES = 1;
  private static final int PLAIN_LENGTH = 32;
  private static final int DASHED_LENGTH = 36;

  private IdBytes() {}

  /** The bytes of an id; refuses what is no id. */
  public static byte[] encode(PointId id) {
    return switch (id.getPointIdOptionsCase()) {
      case NUM -> ByteBuffer.allocate(length(NUMBER)).put(NUMBER).putLong(id.getNum()).array();
      case UUID -> encodeUuid(id.getUuid());
      case POINTIDOPTIONS_NOT_SET -> throw Failures.wrongInput("Empty PointId");
    };
  }

  static PointId decode(byte[] bytes, int offset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length(bytes[offset]));
    if (buffer.get() == NUMBER) {
      return PointId.newBuilder().setNum(buffer.getLong()).build();
    }
    return PointId.newBuilder()
        .setUuid(new UUID(buffer.getLong(), buffer.getLong()).toString())
        .build();
  }

  /** How many bytes an encoded id has that starts with this byte. */
  static int length(byte firstByte) {
    return firstByte == NUMBER ? 1 + Long.BYTES : 1 + 2 * Long.BYTES;
  }

  /** The id as a user writes it. */
  public static String describe(PointId id) {
    return id.hasNum() ? Long.toUnsignedString(id.getNum()) : id.getUuid();
  }

  private static byte[] encodeUuid(String text) {
    String digits = text;
    if (digits.startsWith("urn:uuid:")) {
      digits = digits.substring("urn:uuid:".length());
    } else if (digits.startsWith("{") && digits.endsWith("}")) {
      digits = digits.substring(1, digits.length() - 1);
    }
    boolean hasDashes = digits.length() == DASHED_LENGTH && hasDashes(digits);
    byte[] bytes = new byte[length(UUID_BYTES)];
    bytes[0] = UUID_BYTES;
    int count = 0;
    for (int i = 0; i < digits.length() && count < PLAIN_LENGTH; i++) {
      char digit = digits.charAt(i);
      if (HexFormat.isHexDigit(digit)) {
        int place = 1 + count++ / 2;
        bytes[place] = (byte) (bytes[place] << 4 | HexFormat.fromHexDigit(digit));
      }
    }
    if (count != PLAIN_LENGTH || digits.length() != (hasDashes ? DASHED_LENGTH : PLAIN_LENGTH)) {
      throw Failures.wrongInput("Unable to parse UUID: " + text);
    }
    return bytes;
  }

  private static boolean hasDashes(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }
}
