package io.vectorstream.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads an event from a record's bytes; knows nothing of Beam's transforms. */
final class EventParser {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private EventParser() {}

  /**
   * The event that a record holds.
   *
   * @throws UnreadableEventException if it holds none
   */
  static CommerceEvent parse(SourceRecord record) throws UnreadableEventException {
    ObjectNode json = object(record.value());
    EventFields event = new EventFields(json, "");
    CommerceEvent.Builder builder =
        CommerceEvent.builder()
            .setEventId(event.requiredText("event_id"))
            .setTimestamp(EventTimes.parse(event.requiredText("timestamp")))
            .setUserId(event.text("user_id"))
            .setEventType(event.text("event_type"))
            .setSessionId(event.text("session_id"))
            .setQuantity(event.number("quantity"))
            .setTotalAmount(event.number("total_amount"))
            .setPaymentMethod(event.text("payment_method"))
            .setViewDuration(event.number("view_duration"))
            .setSearchQuery(event.text("search_query"))
            .setJson(json)
            .setSource(record);
    EventFields product = event.object("product");
    if (product != null) {
      builder.setProduct(
          Product.of(
              product.text("id"),
              product.text("name"),
              product.text("description"),
              product.text("category"),
              product.number("price")));
    }
    return builder.build();
  }

  private static ObjectNode object(byte[] value) throws UnreadableEventException {
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
          "a JSON object is wanted, this is " + EventFields.kind(json));
    }
    // An unpaired surrogate can only come from an escape: as bytes it is no UTF-8.
    if ((text.contains("\\ud") || text.contains("\\uD"))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())) {
      throw new UnreadableEventException(
          "a text holds half of a surrogate pair, which UTF-8 cannot carry");
    }
    return (ObjectNode) json;
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
