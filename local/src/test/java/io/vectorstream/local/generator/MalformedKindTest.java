package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedKindTest {

  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final byte[] VIEW =
      utf8(
          """
          {"event_id":"e1","timestamp":"2024-05-01T10:00:00.000Z","user_id":"u1",\
          "event_type":"view","session_id":"s1","product":{"id":"P1","name":"Ihlamur Balı",\
          "description":"Kır çiçeği kokar.","category":"Gıda","price":12.90},"view_duration":4}""");
  private static final byte[] SEARCH =
      utf8(
          """
          {"event_id":"e2","timestamp":"2024-05-01T13:00:00.000+03:00","user_id":"u1",\
          "event_type":"search","session_id":"s1","search_query":"gıda"}""");

  /** What a strict reader of the event format finds wrong, or null. */
  private static String fault(byte[] value) throws IOException {
    if (value == null || value.length == 0) {
      return "no value";
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      return "not UTF-8";
    }
    JsonNode event;
    try {
      event = STRICT.readTree(value);
    } catch (JsonProcessingException e) {
      return "not JSON";
    }
    if (!event.isObject()) {
      return "not an object";
    }
    if (!event.path("event_id").isTextual() || event.get("event_id").textValue().isBlank()) {
      return "no id";
    }
    if (!event.has("timestamp")) {
      return "no timestamp";
    }
    try {
      OffsetDateTime.parse(event.get("timestamp").textValue());
    } catch (DateTimeParseException e) {
      return "bad timestamp";
    }
    if (!event.has("product") && !event.has("search_query")) {
      return "no text";
    }
    JsonNode product = event.get("product");
    if (product != null && !(product.isObject() && product.path("price").isNumber())) {
      return "bad product";
    }
    return depth(event) > 32 ? "too deep" : null;
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }

  private static String expectedFault(MalformedKind kind) {
    return switch (kind) {
      case NOT_JSON, TRUNCATED_JSON, NAN_PRICE, TWO_OBJECTS -> "not JSON";
      case INVALID_UTF8 -> "not UTF-8";
      case MISSING_EVENT_ID, NULL_EVENT_ID, BLANK_EVENT_ID, FRACTIONAL_EVENT_ID -> "no id";
      case TEXT_PRODUCT, TEXT_PRICE -> "bad product";
      case IMPOSSIBLE_TIMESTAMP, TIMESTAMP_WITHOUT_OFFSET -> "bad timestamp";
      case MISSING_TIMESTAMP -> "no timestamp";
      case NO_TEXT -> "no text";
      case NESTED_TOO_DEEPLY -> "too deep";
      case ARRAY -> "not an object";
      case EMPTY_VALUE, NULL_VALUE -> "no value";
    };
  }

  @Test
  void theGoodEventsAreGood() throws IOException {
    assertThat(fault(VIEW)).isNull();
    assertThat(fault(SEARCH)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasExactlyItsFault(MalformedKind kind) throws IOException {
    assertThat(fault(kind.spoil(VIEW))).isEqualTo(expectedFault(kind));
    assertThat(fault(kind.spoil(SEARCH))).isEqualTo(expectedFault(kind));
  }

  @ParameterizedTest
  @EnumSource
  void theGoodEventIsLeftAsItIs(MalformedKind kind) {
    byte[] event = VIEW.clone();

    kind.spoil(event);

    assertThat(event).isEqualTo(VIEW);
  }

  @ParameterizedTest
  @EnumSource
  void whatFitsOnALineHasNoLineBreak(MalformedKind kind) {
    byte[] value = kind.spoil(VIEW);

    assertThat(kind.fitsOnALine()).isEqualTo(value != null && value.length > 0);
    if (value != null) {
      assertThat(value).doesNotContain('\n', '\r');
    }
  }

  @Test
  void aFieldThatIsNotSpoiledKeepsItsText() {
    assertThat(new String(MalformedKind.NULL_EVENT_ID.spoil(VIEW), StandardCharsets.UTF_8))
        .isEqualTo(
            new String(VIEW, StandardCharsets.UTF_8)
                .replace("\"event_id\":\"e1\"", "\"event_id\":null"));
  }

  @Test
  void onlyAnEventCanBeSpoiled() {
    assertThatThrownBy(() -> MalformedKind.ARRAY.spoil(utf8("{")))
        .hasMessage("Only a well-formed event can be spoiled");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
