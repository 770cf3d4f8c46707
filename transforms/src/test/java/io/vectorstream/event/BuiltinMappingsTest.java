package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
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

  @Test
  void eachKnowsItsOwnFormAmongAllOfThem() throws Exception {
    String all = String.join(",", names().map(name -> "builtin:" + name).toList());
    for (String name : MappingFiles.builtin()) {
      assertThat(events(all, lines(name + ".jsonl")))
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
}
