package io.vectorstream.local.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ways in which a value can fail to be an event. */
public enum MalformedKind {
  /** A line of text. */
  NOT_JSON,
  /** The first half of an event. */
  TRUNCATED_JSON,
  /** A string that holds bytes which are no UTF-8. */
  INVALID_UTF8,
  /** No event_id. */
  MISSING_EVENT_ID,
  /** An event_id that is null. */
  NULL_EVENT_ID,
  /** An event_id of blanks. */
  BLANK_EVENT_ID,
  /** An event_id that is a number with a fraction. */
  FRACTIONAL_EVENT_ID,
  /** A product that is a string. */
  TEXT_PRODUCT,
  /** A price that is a string. */
  TEXT_PRICE,
  /** A price that is the bare word NaN. */
  NAN_PRICE,
  /** A timestamp that no calendar or clock shows. */
  IMPOSSIBLE_TIMESTAMP,
  /** A timestamp that names no offset, and so no instant. */
  TIMESTAMP_WITHOUT_OFFSET,
  /** No timestamp. */
  MISSING_TIMESTAMP,
  /** Neither a product nor a search_query. */
  NO_TEXT,
  /** An extra field with 50 objects inside one another. */
  NESTED_TOO_DEEPLY,
  /** The event twice in one value. */
  TWO_OBJECTS,
  /** The event in an array. */
  ARRAY,
  /** No bytes. */
  EMPTY_VALUE,
  /** A record without a value. */
  NULL_VALUE;

  private static final int NESTING = 50;

  // Exact decimals: a field that is not spoiled keeps its digits.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Whether the spoiled value can stand on a line of its own in a file: all but the empty value and
   * null can.
   */
  public boolean fitsOnALine() {
    return this != EMPTY_VALUE && this != NULL_VALUE;
  }

  /**
   * Makes a malformed value of a good one.
   *
   * @param event a well-formed event, with or without a product; it is left as it is
   * @return the malformed value, without line breaks; null only for {@link #NULL_VALUE}
   */
  public byte @Nullable [] spoil(byte[] event) {
    ObjectNode node = parse(event);
    return switch (this) {
      case NOT_JSON -> "this is not JSON".getBytes(UTF_8);
      case TRUNCATED_JSON -> Arrays.copyOf(event, event.length / 2);
      case INVALID_UTF8 -> withInvalidUtf8(node);
      case MISSING_EVENT_ID -> bytes(node.without("event_id"));
      case NULL_EVENT_ID -> bytes(node.putNull("event_id"));
      case BLANK_EVENT_ID -> bytes(node.put("event_id", "   "));
      case FRACTIONAL_EVENT_ID -> bytes(node.put("event_id", 12345.5));
      case TEXT_PRODUCT -> bytes(node.put("product", "Coffee Grinder"));
      case TEXT_PRICE -> withPrice(node, "\"cheap\"");
      case NAN_PRICE -> withPrice(node, "NaN");
      case IMPOSSIBLE_TIMESTAMP -> bytes(node.put("timestamp", "2024-02-30T25:61:00Z"));
      case TIMESTAMP_WITHOUT_OFFSET -> bytes(node.put("timestamp", "2024-02-28T21:59:03.125"));
      case MISSING_TIMESTAMP -> bytes(node.without("timestamp"));
      case NO_TEXT -> bytes(node.without(Arrays.asList("product", "search_query")));
      case NESTED_TOO_DEEPLY -> bytes(node.putRawValue("extra", new RawValue(nested())));
      case TWO_OBJECTS -> (text(event) + text(event)).getBytes(ISO_8859_1);
      case ARRAY -> ('[' + text(event) + ']').getBytes(ISO_8859_1);
      case EMPTY_VALUE -> new byte[0];
      case NULL_VALUE -> null;
    };
  }

  private static byte[] withPrice(ObjectNode node, String price) {
    ObjectNode product =
        node.get("product") instanceof ObjectNode present
            ? present
            : node.putObject("product").put("id", "P000001").put("name", "Coffee Grinder");
    product.putRawValue("price", new RawValue(price));
    return bytes(node);
  }

  private static byte[] withInvalidUtf8(ObjectNode node) {
    String placeholder = "(invalid)";
    // 0xC3 announces a second byte of a kind that an opening bracket is not.
    String broken = "\u00C3(";
    byte[] good = bytes(node.put("user_id", placeholder));
    return text(good).replace(placeholder, broken).getBytes(ISO_8859_1);
  }

  private static String nested() {
    return "{\"a\":".repeat(NESTING) + "1" + "}".repeat(NESTING);
  }

  /** One character a byte, so that bytes of any kind survive the way there and back. */
  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static ObjectNode parse(byte[] event) {
    try {
      return (ObjectNode) MAPPER.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException("Only a well-formed event can be spoiled", e);
    }
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write an event", e);
    }
  }
}
