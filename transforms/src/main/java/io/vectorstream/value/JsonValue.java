package io.vectorstream.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's value as one JSON object in UTF-8, and skips a byte order mark before it. {@link
 * ValueLimits} hold.
 */
public final class JsonValue {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * Without Jackson's table of field names: all records share it, and a sender can choose names
   * that collide in it until Jackson refuses to read on.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(ValueLimits.DEPTH)
                  .maxNumberLength(ValueLimits.DIGITS)
                  .maxStringLength(ValueLimits.BYTES)
                  .build())
          .build();

  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonValue() {}

  /**
   * The object that a value is.
   *
   * @throws UnreadableValueException if it is none, or beyond the limits; the message says why
   */
  public static ObjectNode read(byte @Nullable [] value) throws UnreadableValueException {
    if (value == null) {
      throw new UnreadableValueException("the record has no value");
    }
    if (value.length > ValueLimits.BYTES) {
      throw new UnreadableValueException(
          "the record's value has "
              + value.length
              + " bytes, an event has "
              + ValueLimits.BYTES
              + " at most");
    }
    CharBuffer text = decode(withoutByteOrderMark(value));
    if (text.isEmpty()) {
      throw new UnreadableValueException("the record's value is empty");
    }
    JsonNode json = parse(text);
    if (!json.isObject()) {
      throw new UnreadableValueException(
          "a JSON object is wanted, this is " + ValueWords.kind(json));
    }
    // An unpaired surrogate can only come from an escape: as bytes it is no UTF-8.
    if (mayEscapeSurrogates(text)
        && !StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())) {
      throw new UnreadableValueException(
          "a text holds half of a surrogate pair, which UTF-8 cannot carry");
    }
    return (ObjectNode) json;
  }

  private static JsonNode parse(CharBuffer text) throws UnreadableValueException {
    try (JsonParser parser =
        FACTORY.createParser(
            text.array(), text.arrayOffset() + text.position(), text.remaining())) {
      // Each value takes at least one character.
      boolean bounded = text.remaining() <= ValueLimits.VALUES;
      JsonNode json =
          READER.readTree(bounded ? parser : new CountingParser(parser, ValueLimits.VALUES));
      return json == null ? MissingNode.getInstance() : json;
    } catch (StreamConstraintsException e) {
      throw new UnreadableValueException(
          "it is more than an event may hold: " + Abbreviation.of(e.getOriginalMessage()), e);
    } catch (JsonProcessingException e) {
      throw new UnreadableValueException("not JSON: " + describe(e), e);
    } catch (IOException | RuntimeException e) {
      // Nothing but the text takes part in this, so any failure is the text's.
      throw new UnreadableValueException(
          "it cannot be read as JSON: " + Abbreviation.of(e.toString()), e);
    }
  }

  private static ByteBuffer withoutByteOrderMark(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    ByteBuffer mark = ByteBuffer.wrap(BYTE_ORDER_MARK);
    if (bytes.mismatch(mark) == BYTE_ORDER_MARK.length || bytes.equals(mark)) {
      bytes.position(BYTE_ORDER_MARK.length);
    }
    return bytes;
  }

  /** Strictly UTF-8: Jackson, given bytes, would guess at UTF-16 and UTF-32. */
  private static CharBuffer decode(ByteBuffer value) throws UnreadableValueException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(value);
    } catch (CharacterCodingException e) {
      throw new UnreadableValueException("the record's value is not UTF-8", e);
    }
  }

  private static boolean mayEscapeSurrogates(CharBuffer text) {
    char[] chars = text.array();
    int end = text.arrayOffset() + text.limit();
    for (int i = text.arrayOffset() + text.position(); i < end - 2; i++) {
      if (chars[i] == '\\' && chars[i + 1] == 'u' && (chars[i + 2] == 'd' || chars[i + 2] == 'D')) {
        return true;
      }
    }
    return false;
  }

  private static String describe(JsonProcessingException e) {
    String place =
        e.getLocation() == null ? "" : " (character " + e.getLocation().getCharOffset() + ")";
    return Abbreviation.of(e.getOriginalMessage()) + place;
  }
}
