package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommerceEventTest {

  @Test
  void readsEveryField() throws UnreadableEventException {
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
    assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-01-31T09:30:00.5Z"));
    assertThat(event.userId()).isEqualTo("u");
    assertThat(event.eventType()).isEqualTo("purchase");
    assertThat(event.sessionId()).isEqualTo("s");
    assertThat(event.product()).isEqualTo(Product.of("p", "Çay", "Demlik", "Mutfak", 12.5));
    assertThat(event.quantity()).isEqualTo(2.0);
    assertThat(event.totalAmount()).isEqualTo(25.0);
    assertThat(event.paymentMethod()).isEqualTo("card");
    assertThat(event.viewDuration()).isEqualTo(1.5);
    assertThat(event.searchQuery()).isEqualTo("tea");
    assertThat(event.source()).isEqualTo(record);
    assertThat(event.json().at("/campaign/id").intValue()).as("unknown fields stay").isEqualTo(9);
    assertThat(event.json().at("/product/colour").textValue()).isEqualTo("red");
  }

  @Test
  void aNullFieldIsAnAbsentOne() {
    CommerceEvent event =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z", "user_id": null,
             "product": null, "quantity": null}""");

    assertThat(event.userId()).isNull();
    assertThat(event.product()).isNull();
    assertThat(event.quantity()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30Z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.1Z, 2026-01-31T09:30:00.1Z",
    "2026-01-31T09:30:00.123456+00:00, 2026-01-31T09:30:00.123456Z",
    "2026-01-31T09:30:00.1234567891234Z, 2026-01-31T09:30:00.123456789Z",
    "2026-01-31T12:30:00+0300, 2026-01-31T09:30:00Z",
    "2026-01-31T04:00:00-05:30, 2026-01-31T09:30:00Z",
    "2026-01-31T12:30:00+03, 2026-01-31T09:30:00Z"
  })
  void readsTimesOfAnyFractionAndOffset(String text, String expected) {
    CommerceEvent event = Records.parse("{\"event_id\": \"e\", \"timestamp\": \"" + text + "\"}");

    assertThat(event.timestamp()).isEqualTo(Instant.parse(expected));
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
        "{\"event_id\": 7, \"timestamp\": \"2026-01-31T09:30:00Z\"} | event_id has to be a text, it is the number 7",
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
  void keepsASurrogatePairThatIsEscaped() {
    CommerceEvent event =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z", "search_query": "\\uD83D\\uDE00"}""");

    assertThat(event.searchQuery()).isEqualTo("😀");
  }

  @Test
  void quotesLongValuesInPart() {
    String json = "{\"event_id\": \"e\", \"timestamp\": \"" + "9".repeat(5000) + "\"}";

    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, json)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}
