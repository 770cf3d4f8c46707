package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.Common.PointId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives the id of a point from the id of the record it stands for: always the same one. */
public final class PointIds {

  /**
   * The name space of ids made from text: such an id is the version 3 (MD5) UUID of RFC 4122 in it,
   * in Python {@code uuid.uuid3(NAMESPACE, text)}.
   */
  public static final UUID NAMESPACE = UUID.fromString("3a1c7a5e-5e0f-4d4b-9b0a-7c1f7f5d2a10");

  private static final Pattern UUID_FORM =
      Pattern.compile(
          "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})");

  private static final int CANONICAL_LENGTH = 36;

  private PointIds() {}

  /**
   * The id that stands for a text. Upserts, deletions and replays all name a record's point by it.
   *
   * @param text any text; a UUID, with or without dashes and in either case, stands for itself in
   *     canonical form, as Qdrant itself understands it
   */
  public static PointId of(String text) {
    return PointId.newBuilder().setUuid(uuidOf(text)).build();
  }

  /**
   * The usual ways to write what {@link #of(String)} takes for the same as a text: of a UUID those
   * in lower and in upper case, with dashes and without, of any other text none but itself. Left
   * out are those that mix the cases or have some of the dashes, unless the text is one.
   */
  public static Set<String> usualSpellings(String text) {
    Matcher form = UUID_FORM.matcher(text);
    if (!form.matches()) {
      return Set.of(text);
    }
    Set<String> spellings = new HashSet<>(Set.of(text));
    String uuid = canonical(form);
    for (String spelling : List.of(uuid, uuid.replace("-", ""))) {
      spellings.add(spelling);
      spellings.add(spelling.toUpperCase(Locale.ROOT));
    }
    return spellings;
  }

  /**
   * The id that stands for a part of what a text names: the version 3 UUID of the part's name in
   * the name space that is the id of the whole.
   *
   * @param whole the text, as {@link #of(String)} takes it
   * @param part what the part is called in it, any text
   */
  public static PointId of(String whole, String part) {
    return PointId.newBuilder().setUuid(named(UUID.fromString(uuidOf(whole)), part)).build();
  }

  /**
   * The id of an unsigned integer.
   *
   * @param number taken as unsigned: what is negative stands for 2^63 and above
   */
  public static PointId of(long number) {
    return PointId.newBuilder().setNum(number).build();
  }

  /** The id of a UUID. */
  public static PointId of(UUID uuid) {
    return PointId.newBuilder().setUuid(uuid.toString()).build();
  }

  /** The same id as Qdrant stores it, so that equal ones are equal. */
  static PointId canonical(PointId id) {
    if (!id.hasUuid() || isCanonical(id.getUuid())) {
      return id;
    }
    Matcher uuid = UUID_FORM.matcher(id.getUuid());
    return uuid.matches() ? PointId.newBuilder().setUuid(canonical(uuid)).build() : id;
  }

  private static String canonical(Matcher uuid) {
    return uuid.replaceFirst("$1-$2-$3-$4-$5").toLowerCase(Locale.ROOT);
  }

  /** What nearly all ids are, and found out in a tenth of the time that the pattern takes. */
  private static boolean isCanonical(String text) {
    if (text.length() != CANONICAL_LENGTH) {
      return false;
    }
    for (int i = 0; i < CANONICAL_LENGTH; i++) {
      char c = text.charAt(i);
      boolean fits =
          i == 8 || i == 13 || i == 18 || i == 23
              ? c == '-'
              : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String uuidOf(String text) {
    if (isCanonical(text)) {
      return text;
    }
    Matcher uuid = UUID_FORM.matcher(text);
    if (uuid.matches()) {
      return canonical(uuid);
    }
    return named(NAMESPACE, text);
  }

  private static String named(UUID space, String text) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer named = ByteBuffer.allocate(2 * Long.BYTES + name.length);
    named.putLong(space.getMostSignificantBits());
    named.putLong(space.getLeastSignificantBits());
    named.put(name);
    return UUID.nameUUIDFromBytes(named.array()).toString();
  }
}
