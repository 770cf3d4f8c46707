package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.ValueFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mappings that come along make of samples, which are written after the documentation of each
 * form, what stands beside these.
 */
final class BuiltinMappingsTest {

  private static Stream<String> names() {
    return MappingFiles.builtin().stream();
  }

  private static EventReader reader(String names) {
    List<MappedEvents.Form> forms = new ArrayList<>();
    for (Mapping mapping : MappingFiles.read(names)) {
      forms.add(
          new MappedEvents.Form(
              mapping,
              mapping.valueFormat() == null
                  ? ValueFormat.JSON
                  : ValueFormat.parse(mapping.valueFormat(), null)));
    }
    return MappedEvents.of(forms);
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in =
        BuiltinMappingsTest.class.getResourceAsStream("/io/vectorstream/mapping/samples/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Events without what they were made of, which is checked for being there. */
  private static List<String> events(String names, List<String> values) throws Exception {
    List<String> events = new ArrayList<>();
    for (String value : values) {
      for (CommerceEvent event : CommerceEvent.parse(Records.record(0, value), reader(names))) {
        ObjectNode json = event.json().deepCopy();
        assertThat(json.remove("source").isObject()).isTrue();
        events.add(json.toString());
      }
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("names")
  void makesTheseEventsOfItsSamples(String name) throws Exception {
    assertThat(events("builtin:" + name, lines(name + ".jsonl")))
        .isEqualTo(lines(name + ".expected.jsonl"));
  }

  private static String all() {
    return String.join(",", names().map(name -> "builtin:" + name).toList());
  }

  /**
   * What a shop sends besides orders has lines of products as well, and what is blank is absent.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": 1, \"admin_graphql_api_id\": \"gid://shopify/Fulfillment/1\", \"order_id\": 2,"
            + " \"name\": \"#1042.1\", \"created_at\": \"2026-01-31T09:30:00Z\", \"line_items\":"
            + " [{\"id\": 3, \"title\": \"Mug\"}]}",
        "{\"id\": 1, \"admin_graphql_api_id\": \"gid://shopify/DraftOrder/1\", \"name\": \"#D1\","
            + " \"created_at\": \"2026-01-31T09:30:00Z\", \"total_price\": \"1.00\", \"line_items\":"
            + " [{\"id\": 3, \"title\": \"Mug\"}]}",
        "{\"specversion\": \"1.0\", \"source\": \"/shop\", \"id\": \"\", \"data\": {\"name\": \"Mug\"}}",
        "{\"id\": 1}"
      })
  void whatLacksWhatAFormHasIsNotOfIt(String value) {
    assertThatThrownBy(() -> events(all(), List.of(value)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageEndingWith(" are for values of another form");
  }

  @Test
  void aRowThatIsDeletedIsNamedByTheChangeAndByTheTombstoneBehindIt() throws Exception {
    EventReader rows = reader("builtin:debezium");
    String key = "{\"schema\": {\"type\": \"struct\"}, \"payload\": {\"id\": 101}}";
    String change =
        "{\"before\": {\"id\": 101, \"name\": null}, \"after\": null, \"op\": \"d\","
            + " \"source\": {\"ts_ms\": 1769851800000}, \"ts_ms\": 1769851800250}";

    for (String value :
        new String[] {change, "{\"schema\": {}, \"payload\": " + change + "}", null}) {
      SourceRecord record =
          SourceRecord.of(
              "shop.inventory.products",
              0,
              0,
              0,
              List.of(),
              key.getBytes(StandardCharsets.UTF_8),
              value == null ? null : value.getBytes(StandardCharsets.UTF_8));
      assertThat(rows.deletedBy(record)).isEqualTo("101");
      if (value != null) {
        assertThat(CommerceEvent.parse(record, rows)).isEmpty();
      }
    }
  }

  @Test
  void eachKnowsItsOwnFormAmongAllOfThem() throws Exception {
    for (String name : MappingFiles.builtin()) {
      assertThat(events(all(), lines(name + ".jsonl")))
          .as(name)
          .isEqualTo(lines(name + ".expected.jsonl"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEventHasAText(String name) throws Exception {
    TextFields fields = TextFields.parse(TextFields.DEFAULT);
    for (String value : lines(name + ".jsonl")) {
      assertThat(CommerceEvent.parse(Records.record(0, value), reader("builtin:" + name)))
          .isNotEmpty()
          .allSatisfy(event -> assertThat(fields.apply(event)).isNotBlank());
    }
  }

  /** Of a table with the columns id, its primary key, and event_id. */
  @Test
  void aRowOfWhichOnlyAnotherKeyIsLeftNamesNoEvent() throws Exception {
    EventReader rows = reader("builtin:debezium");
    String left = "{\"op\": \"d\", \"before\": {\"id\": 7, \"event_id\": %s, \"name\": null}}";

    assertThat(rows.deletedBy(Records.record(0, left.formatted("\"e-1\"")))).isEqualTo("e-1");
    assertThatThrownBy(() -> rows.deletedBy(Records.record(0, left.formatted("null"))))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "the tombstone names no event: /event_id is null in what is gone, so event_id is not"
                + " known: have the database send whole rows (REPLICA IDENTITY FULL), or take the"
                + " primary key for it");
  }
}
