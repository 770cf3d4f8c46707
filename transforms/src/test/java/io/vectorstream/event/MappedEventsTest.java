package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.mapping.Mapping;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.ValueFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappedEventsTest {

  private static final EventReader READER =
      reader(
          Mapping.parse(
              "carts",
              """
                  when: {/kind: cart}
                  fields:
                    event_id: /id
                    timestamp: {path: /at, format: epoch_seconds}
                    event_type: {constant: add_to_cart}
                    product.name: /title
                  """),
          Mapping.parse(
              "views",
              """
                  when: {/kind: view}
                  fields: {event_id: /no, timestamp: /time, product.name: /what}
                  """));

  private static EventReader reader(Mapping... mappings) {
    return MappedEvents.of(
        Stream.of(mappings)
            .map(mapping -> new MappedEvents.Form(mapping, ValueFormat.JSON))
            .toList());
  }

  private static String json(String value) throws UnreadableEventException {
    return CommerceEvent.parse(Records.record(0, value), READER).get(0).json().toString();
  }

  @Test
  void theFirstMappingThatIsForAValueCounts() throws Exception {
    assertThat(json("{\"kind\": \"cart\", \"id\": 1, \"at\": 0, \"title\": \"Çay\"}"))
        .isEqualTo(
            "{\"event_id\":\"1\",\"timestamp\":\"1970-01-01T00:00:00Z\","
                + "\"event_type\":\"add_to_cart\",\"product\":{\"name\":\"Çay\"},"
                + "\"source\":{\"kind\":\"cart\",\"id\":1,\"at\":0,\"title\":\"Çay\"}}");
    assertThat(json("{\"kind\": \"view\", \"no\": \"a\", \"time\": \"2026-01-31T10:00Z\"}"))
        .isEqualTo(
            "{\"event_id\":\"a\",\"timestamp\":\"2026-01-31T10:00:00Z\","
                + "\"source\":{\"kind\":\"view\",\"no\":\"a\",\"time\":\"2026-01-31T10:00Z\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\": \"else\"} | carts, views are for values of another form",
        "{\"kind\": \"cart\", \"at\": 0} | event_id is missing, nothing is at /id",
        "{\"kind\": \"cart\", \"id\": 1, \"at\": \"x\"} | timestamp at /at is the text \"x\", a number, epoch_seconds of a year from 0 to 9999, is wanted",
        "[{\"kind\": \"cart\"}] | a JSON object is wanted, this is an array",
        "hello | not JSON: Unrecognized token 'hello'",
        "{\"kind\": \"cart\", \"id\": \"\\ud83d\", \"at\": 0} | a text holds half of a surrogate pair, which UTF-8 cannot carry",
      })
  void whatIsNoEventSaysWhy(String value, String reason) {
    assertThatThrownBy(() -> json(value))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void anEventSurvivesItsCoderAndTheGraph() throws Exception {
    CommerceEvent event =
        CommerceEvent.parse(
                Records.record(3, "{\"kind\": \"cart\", \"id\": 1, \"at\": 0, \"title\": \"Çay\"}"),
                READER)
            .get(0);
    CommerceEventCoder coder = SerializableUtils.clone(CommerceEventCoder.of(READER));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    coder.encode(event, bytes);

    CommerceEvent decoded = coder.decode(new ByteArrayInputStream(bytes.toByteArray()));

    assertThat(decoded).isEqualTo(event);
    assertThat(decoded.json()).isEqualTo(event.json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"m-1 | m-1", "{\"id\": 7} | 7", "{\"no\": \"e\"} | e", "7 | 7"})
  void aTombstonesKeyIsReadByTheFirstFormThatItFits(String key, String eventId) throws Exception {
    EventReader reader =
        reader(
            keyed("plain", ""),
            keyed("rows", "key: {event_id: /id}"),
            keyed("others", "key: {event_id: /no}"));

    assertThat(reader.deletedBy(tombstone(key))).isEqualTo(eventId);
  }

  @Test
  void aTombstonesKeyThatFitsNoFormNamesNoEvent() {
    EventReader reader =
        reader(keyed("rows", "key: {event_id: /id}"), keyed("others", "key: {event_id: /no}"));

    for (EventReader each :
        List.of(reader, reader(keyed("plain", ""), keyed("rows", "key: {event_id: /id}")))) {
      assertThatThrownBy(() -> each.deletedBy(tombstone("{\"ID\": 7}")))
          .isInstanceOf(UnreadableEventException.class)
          .hasMessage("the tombstone names no event: event_id is missing, nothing is at /id");
    }
    assertThatThrownBy(() -> reader.deletedBy(tombstone("m-1")))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("the tombstone's key names no event: not JSON: ");
  }

  private static Mapping keyed(String name, String key) {
    return Mapping.parse(
        name, "when: {/kind: " + name + "}\nfields: {event_id: /id, timestamp: /at}\n" + key);
  }

  private static SourceRecord tombstone(String key) {
    return SourceRecord.of(
        "events", 0, 0, 0, List.of(), key.getBytes(StandardCharsets.UTF_8), null);
  }

  @Test
  void itemsDoNotMultiplyALargeRecordWithoutEnd() {
    EventReader reader =
        reader(Mapping.parse("m", "fields: {event_id: /id, timestamp: /at}\nitems: {path: /list}"));
    String value =
        "{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"fill\": \"%s\", \"list\": [1%s]}"
            .formatted("x".repeat(1 << 20), ",1".repeat(99));

    assertThatThrownBy(() -> CommerceEvent.parse(Records.record(0, value), reader))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageMatching(
            "its 100 items would carry \\d+ bytes, the record of each item counted, 67108864 at"
                + " most");
  }

  @Test
  void aCompressedRecordIsWeighedAsItIsDecompressed() throws Exception {
    EventReader reader =
        MappedEvents.of(
            List.of(
                new MappedEvents.Form(
                    Mapping.parse(
                        "m",
                        "fields: {event_id: {hash: \"\"}, timestamp: /at}\nitems: {path: /list}"),
                    ValueFormat.parse("gzip+json", null))));
    String value =
        "{\"at\": \"2026-01-31T09:30:00Z\", \"fill\": \"%s\", \"list\": [1%s]}"
            .formatted("x".repeat(1 << 20), ",1".repeat(99));
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(value.getBytes(StandardCharsets.UTF_8));
    }
    SourceRecord record =
        SourceRecord.of("events", 0, 0, 0, List.of(), null, compressed.toByteArray());

    assertThat(record.bytes()).isLessThan(5_000);
    assertThatThrownBy(() -> CommerceEvent.parse(record, reader))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "its 100 items would carry %d bytes, the record of each item counted, 67108864 at most",
            100L * value.length());
  }

  @Test
  void theIdentityIsThatOfAllMappings() {
    assertThat(EventReader.ofJson().identity()).isEqualTo("none");
    assertThat(READER.identity()).matches("[0-9a-f]{12},[0-9a-f]{12}");
    assertThat(SerializableUtils.clone(READER).identity()).isEqualTo(READER.identity());
  }
}
