package io.vectorstream.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.mapping.Mapping;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.ValueFormat;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrappedEventsTest {

  private static final EventReader ROWS =
      MappedEvents.of(
          List.of(
              new MappedEvents.Form(
                  Mapping.parse(
                      "rows",
                      """
                      fields:
                        event_id: /id
                        timestamp: {path: /__ts_ms, format: epoch_millis}
                        product.name: /name
                      key: {event_id: /id}
                      """),
                  ValueFormat.parse("debezium", null))));

  private static SourceRecord record(String key, String value) {
    return SourceRecord.of(
        "events",
        0,
        0,
        0,
        List.of(),
        key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }

  @Test
  void aChangeIsAnEventAndADeleteTakesItBack() throws Exception {
    SourceRecord update =
        record(
            "{\"id\": 1}",
            "{\"op\": \"u\", \"after\": {\"id\": 1, \"name\": \"Mug\"}, \"ts_ms\": 0}");
    SourceRecord delete = record("{\"id\": 1}", "{\"op\": \"d\", \"before\": {\"id\": 1}}");

    assertThat(CommerceEvent.parse(update, SerializableUtils.clone(ROWS)).get(0).json())
        .hasToString(
            "{\"event_id\":\"1\",\"timestamp\":\"1970-01-01T00:00:00Z\",\"product\":{\"name\":\"Mug\"},"
                + "\"source\":{\"id\":1,\"name\":\"Mug\",\"__op\":\"u\",\"__ts_ms\":0}}");
    assertThat(CommerceEvent.parse(delete, ROWS)).isEmpty();
    assertThat(ROWS.deletedBy(delete)).isEqualTo("1");
    assertThat(ROWS.deletedBy(record("{\"id\": 1}", null))).isEqualTo("1");
    assertThat(ROWS.deletedBy(record("{\"schema\": {}, \"payload\": {\"id\": 1}}", null)))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "org.apache.kafka.connect.data.Decimal | \"BQ==\" | 5",
        "io.debezium.data.VariableScaleDecimal | {\"scale\": 0, \"value\": \"BQ==\"} | 5",
        "io.debezium.data.VariableScaleDecimal | {\"scale\": -2, \"value\": \"BQ==\"} | 500",
      })
  void aKeyThatIsADecimalNamesTheRowThatHasIt(String type, String written, String id)
      throws Exception {
    String columns =
        "{\"field\": \"id\", \"name\": \"%s\", \"parameters\": {\"scale\": \"0\"}}".formatted(type);
    String insert =
        "{\"schema\": {\"fields\": [{\"field\": \"after\", \"fields\": [%s]}]}, \"payload\":"
            + " {\"op\": \"c\", \"ts_ms\": 0, \"after\": {\"id\": %s}}}";
    SourceRecord row = record("k", insert.formatted(columns, written));
    String key =
        "{\"schema\": {\"fields\": [%s]}, \"payload\": {\"id\": %s}}".formatted(columns, written);

    assertThat(CommerceEvent.parse(row, ROWS).get(0).eventId()).isEqualTo(id);
    assertThat(ROWS.deletedBy(record(key, null))).isEqualTo(id);
  }

  @Test
  void withoutAMappingADecimalWithoutAFractionIsAnIdAsWell() throws Exception {
    EventReader reader = new UnwrappedEvents(ValueFormat.parse("debezium", null));
    String row =
        "{\"event_id\": {\"scale\": 2, \"value\": \"AfQ=\"}, \"timestamp\": \"2026-01-31T09:30:00Z\"}";

    assertThat(
            CommerceEvent.parse(record("k", "{\"op\": \"c\", \"after\": " + row + "}"), reader)
                .get(0)
                .eventId())
        .isEqualTo("5");
    assertThat(reader.deletedBy(record("k", "{\"op\": \"d\", \"before\": " + row + "}")))
        .isEqualTo("5");
  }

  @Test
  void aTombstoneThatNamesNoEventSaysWhy() {
    assertThatThrownBy(() -> ROWS.deletedBy(record("hello", null)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("the tombstone's key names no event: not JSON: ");
    assertThatThrownBy(() -> ROWS.deletedBy(record("{\"no\": 1}", null)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the tombstone names no event: event_id is missing, nothing is at /id");
    assertThatThrownBy(
            () -> ROWS.deletedBy(record("x", "{\"op\": \"d\", \"before\": {\"name\": \"Mug\"}}")))
        .hasMessage("the tombstone names no event: event_id is missing, nothing is at /id");
  }

  @Test
  void withoutAMappingTheEventIsWithin() throws Exception {
    EventReader reader = new UnwrappedEvents(ValueFormat.parse("debezium", null));
    SourceRecord insert =
        record("k", "{\"op\": \"c\", \"after\": " + Records.json("e-1", "Mug") + "}");

    assertThat(CommerceEvent.parse(insert, reader).get(0).eventId()).isEqualTo("e-1");
    assertThat(
            reader.deletedBy(record("k", "{\"op\": \"d\", \"before\": {\"event_id\": \"e-1\"}}")))
        .isEqualTo("e-1");
    assertThat(reader.deletedBy(record("e-2", null))).isEqualTo("e-2");
    assertThatThrownBy(() -> reader.deletedBy(record("k", "{\"op\": \"d\", \"before\": {}}")))
        .hasMessage("event_id is missing or blank in what is gone");
  }

  @Test
  void formsMayBeMixed() throws Exception {
    EventReader reader =
        MappedEvents.of(
            List.of(
                new MappedEvents.Form(
                    Mapping.parse("c", "fields: {event_id: /id, timestamp: /time}"),
                    ValueFormat.parse("cloudevents", null)),
                new MappedEvents.Form(
                    Mapping.parse("j", "fields: {event_id: /no, timestamp: /at}"),
                    ValueFormat.JSON)));
    SourceRecord binary =
        SourceRecord.of(
            "events",
            0,
            0,
            0,
            List.of(
                KV.of("ce_specversion", "1.0".getBytes(UTF_8)),
                KV.of("ce_id", "c-1".getBytes(UTF_8)),
                KV.of("ce_time", "2026-01-31T09:30:00Z".getBytes(UTF_8))),
            null,
            "{}".getBytes(UTF_8));

    assertThat(CommerceEvent.parse(binary, reader).get(0).eventId()).isEqualTo("c-1");
    assertThat(
            CommerceEvent.parse(
                    record("k", "{\"no\": 7, \"at\": \"2026-01-31T09:30:00Z\"}"), reader)
                .get(0)
                .eventId())
        .isEqualTo("7");
    assertThatThrownBy(() -> CommerceEvent.parse(record("k", "rubbish"), reader))
        .hasMessageStartingWith("not JSON: ");
  }
}
