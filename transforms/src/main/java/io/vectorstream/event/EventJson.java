package io.vectorstream.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a record's value as one JSON object in UTF-8. */
final class EventJson {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private EventJson() {}

  static ObjectNode read(byte @Nullable [] value) throws UnreadableEventException {
    if (value == null) {
      throw new UnreadableEventException("the record has no value");
    }
    if (value.length == 0) {
      throw new UnreadableEventException("the record's value is empty");
    }
    String text = decode(value);
    JsonNode json;
    try {
      json = READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException("not JSON: " + describe(e), e);
    }
    if (!json.isObject()) {
      throw new UnreadableEventException(
          "a JSON object is wanted, this is " + EventFormat.kind(json));
    }
    // An unpaired surrogate can only come from an escape: as bytes it is no UTF-8.
    if ((text.contains("\\ud") || text.contains("\\uD"))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())) {
      throw new UnreadableEventException(
          "a text holds half of a surrogate pair, which UTF-8 cannot carry");
    }
    return (ObjectNode) json;
  }

  /** Reads again what was read before, without the checks that it passed then. */
  static ObjectNode reread(byte[] value) {
    try {
      return (ObjectNode) READER.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException("the value held a JSON object when it was read before", e);
    }
  }

  /** Strictly UTF-8: Jackson, given bytes, would guess at UTF-16 and UTF-32. */
  private static String decode(byte[] value) throws UnreadableEventException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(value))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableEventException("the record's value is not UTF-8", e);
    }
  }

  private static String describe(JsonProcessingException e) {
    String place =
        e.getLocation() == null ? "" : " (character " + e.getLocation().getCharOffset() + ")";
    return Abbreviation.of(e.getOriginalMessage().replace('\n', ' ')) + place;
  }
}
