package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.time.IsoTimes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommerceEventTest {

  @Test
  void keepsEveryField() throws Exception {
    SourceRecord record =
        Records.record(
            7,
            """
            {"event_id": "e-1", "timestamp": "2026-01-31T12:30:00.5+03:00", "user_id": "u",
             "event_type": "purchase", "session_id": "s",
             "product": {"id": "p", "name": "Çay", "description": "Demlik", "category": "Mutfak",
                         "price": 12.5, "colour": "red"},
             "quantity": 2, "total_amount": 25.0, "payment_method": "card", "view_duration": 1.5,
             "search_query": "tea", "campaign": {"id": 9}}""");

    CommerceEvent event = CommerceEvent.parse(record);

    assertThat(event.eventId()).isEqualTo("e-1");
    assertThat(event.json()).isEqualTo(new ObjectMapper().readTree(record.value()));
    assertThat(event.source()).isEqualTo(record);
  }

  @Test
  void aNullFieldIsAnAbsentOne() {
    CommerceEvent event =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z", "user_id": null,
             "event_type": null, "product": null, "quantity": null}""");

    assertThat(event.eventId()).isEqualTo("e");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:30:00+03:00, 2026-01-31T12:30:00+03:00",
    "2026-01-31T10:00Z, 2026-01-31T10:00:00Z",
    "2026-01-31T12:30:00.250+0300, 2026-01-31T09:30:00.250Z",
    "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.1234567891Z, 2026-01-31T09:30:00.123456789Z"
  })
  void theTimestampGetsAFormThatStoresCompare(String text, String stored) {
    CommerceEvent event = Records.parse("{\"event_id\": \"e\", \"timestamp\": \"" + text + "\"}");

    assertThat(event.json().get("timestamp").textValue()).isEqualTo(stored);
    assertThat(IsoTimes.parse(stored)).isEqualTo(IsoTimes.parse(text));
  }

  @Test
  void idsMayBeIntegersAndAreTexts() {
    CommerceEvent event =
        Records.parse(
            """
            {"event_id": 5, "timestamp": "2026-01-31T09:30:00Z", "user_id": 541312140,
             "session_id": -9223372036854775809,
             "product": {"id": 18446744073709551617, "name": "Mug"}, "shop": {"id": 7}}""");

    assertThat(event.eventId()).isEqualTo("5");
    assertThat(event.json().get("user_id").textValue()).isEqualTo("541312140");
    assertThat(event.json().get("session_id").textValue()).isEqualTo("-9223372036854775809");
    assertThat(event.json().at("/product/id").textValue()).isEqualTo("18446744073709551617");
    assertThat(event.json().get("event_id").isTextual()).isTrue();
    assertThat(event.json().at("/shop/id").isInt()).as("unknown fields stay").isTrue();
  }

  @Test
  void aByteOrderMarkIsSkipped() throws UnreadableEventException {
    assertThat(
            CommerceEvent.parse(Records.record(0, "\uFEFF" + Records.json("e", "Çay"))).eventId())
        .isEqualTo("e");
    assertThat(CommerceEvent.parse(Records.record(0, Records.json("\uFEFFe", "Çay"))).eventId())
        .as("within a text it is a character")
        .isEqualTo("\uFEFFe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | not JSON: Unrecognized token 'hello'",
        "{\"event_id\": \"e\", \"time | not JSON: Unexpected end-of-input",
        "[1] | a JSON object is wanted, this is an array",
        "null | a JSON object is wanted, this is null",
        "{\"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id is missing or blank",
        "{\"event_id\": null, \"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id is missing",
        "{\"event_id\": \" \", \"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id is missing",
        "{\"event_id\": 7.0, \"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id has to be a text or an integer, it is the number 7.0",
        "{\"event_id\": true, \"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id has to be a text or an integer, it is a boolean",
        "{\"event_id\": \"e\", \"user_id\": 1e3} | user_id has to be a text or an integer, it is the number 1000.0",
        "{\"event_id\": \"e\", \"session_id\": [1]} | session_id has to be a text or an integer, it is an array",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\": {\"id\": 1.5}} | product.id has to be a text or an integer, it is the number 1.5",
        "{\"event_id\": \"e\", \"timestamp\": 1769851800000} | timestamp has to be a text, it is the number 1769851800000",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"event_type\": 3} | event_type has to be a text, it is the number 3",
        "\"\\uD83D\\n\\u0000\" | this is the text \"� �\"",
        "{\"event_id\": \"e\"} | timestamp is missing or blank",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-02-30T09:30:00Z\"} | timestamp is \"2026-02-30T09:30:00Z\", not an ISO-8601 time",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00\"} | timestamp is \"2026-01-31T09:30:00\", not",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\": \"p\"} | product has to be an object, it is the text \"p\"",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\": {\"price\": \"9\"}} | product.price has to be a finite number, it is the text \"9\"",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\": {\"price\": NaN}} | not JSON: Non-standard token 'NaN'",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"total_amount\": 1e999} | total_amount has to be a finite number",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"x\": \"\\uD83D!\"} | half of a surrogate pair",
        "{\"event_id\": \"e\", \"timestamp\": \"2026-01-31T09:30:00Z\"} {} | not JSON: Trailing token",
      })
  void saysWhyItCannotReadARecord(String value, String reason) {
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, value)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void wantsAValue() {
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, null)))
        .hasMessage("the record has no value");
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, "")))
        .hasMessage("the record's value is empty");
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, " \n\t ")))
        .hasMessage("a JSON object is wanted, this is nothing");
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, "\uFEFF")))
        .hasMessage("the record's value is empty");
  }

  @Test
  void doesNotGuessAtOtherEncodings() {
    byte[] utf16 = Records.json("e", "p").getBytes(StandardCharsets.UTF_16LE);
    byte[] latin1 = Records.json("e", "Çay").getBytes(StandardCharsets.ISO_8859_1);

    for (byte[] value : List.of(utf16, latin1)) {
      SourceRecord record = SourceRecord.of("t", 0, 0, 0, List.of(), null, value);
      assertThatThrownBy(() -> CommerceEvent.parse(record))
          .isInstanceOf(UnreadableEventException.class);
    }
  }

  @Test
  void isReadAgainAsItWasReadFirst() throws Exception {
    for (String json : ExpensiveEvents.within()) {
      CommerceEvent event = CommerceEvent.parse(Records.record(0, json));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CommerceEventCoder.of(EventReader.ofJson()).encode(event, bytes);

      CommerceEvent again =
          CommerceEventCoder.of(EventReader.ofJson())
              .decode(new ByteArrayInputStream(bytes.toByteArray()));

      assertThat(again.json()).isEqualTo(event.json());
    }
  }

  @ParameterizedTest
  @MethodSource("io.vectorstream.event.ExpensiveEvents#beyond")
  void whatCostsTooMuchIsNoEvent(String json, String reason) {
    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, json)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(reason);
  }

  @Test
  void theTreeOfAnEventThatWaitsIsNotKept() {
    CommerceEvent waiting = Records.event("e", "Mug");
    WeakReference<ObjectNode> tree = new WeakReference<>(waiting.json());

    for (int tries = 0; tree.get() != null && tries < 20; tries++) {
      System.gc();
    }

    assertThat(tree.get()).isNull();
    assertThat(waiting.eventId()).isEqualTo("e");
  }

  @Test
  void keepsASurrogatePairThatIsEscaped() {
    CommerceEvent event =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z", "search_query": "\\uD83D\\uDE00"}""");

    assertThat(event.json().get("search_query").textValue()).isEqualTo("😀");
  }

  @Test
  void quotesLongValuesInPart() {
    String json = "{\"event_id\": \"e\", \"timestamp\": \"" + "9".repeat(5000) + "\"}";

    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, json)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}
