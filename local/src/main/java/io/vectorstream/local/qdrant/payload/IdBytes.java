package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.nio.ByteBuffer;
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
      case UUID -> {
        UUID uuid = parseUuid(id.getUuid());
        yield ByteBuffer.allocate(length(UUID_BYTES))
            .put(UUID_BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
      }
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

  private static UUID parseUuid(String text) {
    String digits = text;
    if (digits.startsWith("urn:uuid:")) {
      digits = digits.substring("urn:uuid:".length());
    } else if (digits.startsWith("{") && digits.endsWith("}")) {
      digits = digits.substring(1, digits.length() - 1);
    }
    if (digits.length() == DASHED_LENGTH && hasDashes(digits)) {
      digits = digits.replace("-", "");
    }
    if (digits.length() != PLAIN_LENGTH || !digits.chars().allMatch(IdBytes::isHex)) {
      throw Failures.wrongInput("Unable to parse UUID: " + text);
    }
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
  }

  private static boolean hasDashes(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
