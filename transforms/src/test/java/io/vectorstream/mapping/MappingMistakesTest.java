package io.vectorstream.mapping;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mapping that is wrong is refused, with its line and column. */
final class MappingMistakesTest {

  private static final String REQUIRED = "fields:\n  event_id: /id\n  timestamp: /at\n";

  private static void says(String complaint, String yaml) {
    assertThatThrownBy(() -> Mapping.parse("m.yaml", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("m.yaml" + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "  user: /u | 4, column 9: there is no \"user\" here, did you mean user_id?",
        "  product.a.b: /u | 4, column 16: there is no \"product.a.b\" here, did you mean product.id?",
        "  event_id: /u | 4, column 3: event_id is given twice",
        "  user_id: u.id | 4, column 12: a path begins with a slash, such as /user/id, this is \"u.id\"; for a value that is always the same write {constant: u.id}",
        "  user_id: | 4, column 11: a single value is wanted here",
        "  user_id: [] | 4, column 12: the list is empty",
        "  user_id: {join: /a, values: []} | 4, column 31: names and values are wanted here, as name: value",
        "  user_id: {hash: []} | 4, column 19: the list is empty",
        "  user_id: /a~b | 4, column 12: in a path ~0 stands for ~ and ~1 for a slash, this is \"/a~b\"",
        "  user_id: /a~01~1b~ | 4, column 12: in a path ~0 stands for ~ and ~1 for a slash, this is \"/a~01~1b~\"",
        "  quantity: {constant: two} | 4, column 13: the constant is the text \"two\", a finite number is wanted for quantity",
        "  product: {price: {constant: '1,5', locale: en}} | 4, column 20: the constant is the text \"1,5\", a finite number as en writes it is wanted for product.price",
        "  user_id: {constant: 1.5} | 4, column 12: the constant is the number 1.5, a text or an integer is wanted for user_id",
        "  user_id: [/a, b] | 4, column 17: a path begins with a slash, such as /user/id, this is \"b\"; for a value that is always the same write {constant: b}",
        "  user_id: {} | 4, column 12: one of path, first, constant, join, concat, lower, hash, in, every is wanted here",
        "  user_id: {path: /a, constant: b} | 4, column 12: there is path and constant, one of them is wanted",
        "  user_id: {lowr: /a} | 4, column 13: there is no \"lowr\" here, did you mean lower?",
        "  user_id: {path: /a, separator: x} | 4, column 23: there is no \"separator\" here, there are concat, constant, every, first, format, hash, in, join, locale, lower, path, values, zone",
        "  user_id: {in: /a, where: {/k: v}} | 4, column 12: path is missing, which says what of an object in the list counts",
        "  user_id: {in: /a, where: {k: v}, path: /v} | 4, column 28: a path begins with a slash, this is \"k\"",
        "  user_id: {constant: ' '} | 4, column 23: the constant is blank",
        "  user_id: {path: /a, format: iso} | 4, column 31: format is for times, user_id is none",
        "  user_id: {path: /a, locale: de} | 4, column 31: locale is for numbers, user_id is none",
        "  quantity: {path: /a, locale: de_DE!} | 4, column 32: locale has to be such as de or pt-BR, it is \"de_DE!\"",
        "  quantity: {path: /a, locale: xx} | 4, column 32: locale has to be such as de or pt-BR, it is \"xx\"",
        "  quantity: {path: /a, zone: UTC} | 4, column 30: zone is for times, quantity is none",
        "text: [product.name, /title] | 4, column 22: a field of the event is wanted, such as product.name or source.title, this is \"/title\"",
        "keepSource: no thanks | 4, column 13: true or false is wanted, this is \"no thanks\"",
        "keepSource: 'yes' | 4, column 13: true or false is wanted, this is \"yes\"",
        "zone: Mars | 4, column 7: zone has to be such as Europe/Berlin or +03:00, it is \"Mars\"",
        "items: /items | 4, column 8: names and values are wanted here, as name: value",
        "items: {key: /k} | 4, column 8: path is missing, which says where the list of items is",
        "items: {path: /items, fields: {event_id: /id}} | 4, column 31: event_id is the record's, not an item's: what tells items apart is their key",
        "key: {} | 4, column 6: event_id is wanted here, the id that a record's key names",
        "when: {type: x} | 4, column 7: a path begins with a slash, this is \"type\"",
        "when: {/type: [a, ' ']} | 4, column 19: a blank text counts as absent, none can be wanted",
        "valueFormat: gzipped | 4, column 14: a format is json, registry-json, avro, debezium or cloudevents, gzip+ in front of it if it is compressed, or such as avro+debezium; it is \"gzipped\"",
        "mapping: x | 4, column 1: there is no \"mapping\" here, there are fields, items, keepSource, key, locale, text, valueFormat, when, zone",
        "  user_id: &a /u | 4, column 12: anchors and aliases are not for mappings: write the value out",
        "\tuser_id: /u | 4, column 1: is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
        "  user_id: {path: /a | 5, column 1: is no YAML: expected ',' or '}', but got <stream end>",
        "  1: /u | 4, column 6: there is no \"1\" here, there are event_id, event_type, payment_method, product.category, product.description, product.id, product.name, product.price, quantity, search_query, session_id, timestamp, total_amount, user_id, view_duration",
        "  ? [a] | 4, column 5: a single value is wanted here",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void aLineThatIsWrongIsNamed(String line, String complaint) {
    says(", line " + complaint.strip(), REQUIRED + line.replaceFirst(" $", "") + "\n");
  }

  @Test
  void whatIsWrongAsAWholeIsNamed() {
    says(" is empty", "");
    says(" is empty", "# nothing");
    says(", line 1, column 1: names and values are wanted here, as name: value", "[1]");
    says(", line 1, column 1: names and values are wanted here, as name: value", "hello");
    says(
        ", line 1, column 1: fields is missing, which says where the fields of an event are",
        "zone: UTC");
    says(
        ", line 1, column 9: event_id is missing, which every event has",
        "fields: {timestamp: /a}");
    says(
        ", line 1, column 9: timestamp is missing, which every event has",
        "fields: {event_id: /a}");
    says(
        ", line 1, column 40: format has to be iso, epoch_seconds, epoch_millis, epoch_micros,"
            + " epoch_nanos or a pattern such as yyyy-MM-dd HH:mm:ss, it is \"epoch_days\"",
        "fields: {timestamp: {path: /a, format: epoch_days}, event_id: /b}");
    says(
        ", line 1, column 40: format is no pattern such as yyyy-MM-dd'T'HH:mm:ss, in which a text"
            + " stands in quotes, it is \"yyyy-MM-ddTHH:mm\": Unknown pattern letter: T",
        "fields: {timestamp: {path: /a, format: \"yyyy-MM-ddTHH:mm\"}, event_id: /b}");
    says(
        ", line 1, column 21: the constant is the text \"yesterday\", an ISO-8601 time with an offset"
            + " or Z is wanted for timestamp",
        "fields: {timestamp: {constant: yesterday}, event_id: /b}");
    says(
        ", line 3, column 7: source.title is not kept: keepSource is false",
        "keepSource: false\nfields: {event_id: /a, timestamp: /b}\ntext: source.title");
    says(" is larger than 1 MiB", " ".repeat((1 << 20) + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yyyy-mm-dd | 2003-44-22",
        "YYYY-MM-dd | 2003-11-22",
        "yyyy-MM | 2003-11",
        "HH:mm:ss | 13:44:55",
        "yyyy-MM-dd hh:mm | 2003-11-22 01:44",
        "'today' | today",
      })
  void aPatternThatTellsNoTimeIsRefused(String pattern, String written) {
    says(
        ", line 1, column 65: no time can be read from what format \""
            + pattern
            + "\" writes, such as \""
            + written
            + "\" for 2003-11-22T13:44:55Z; MM is the month, mm the minute, HH the hour, and hh needs"
            + " an a beside it",
        "fields: {event_id: /b, timestamp: {path: /a, zone: UTC, format: \"" + pattern + "\"}}");
  }

  @Test
  void aPatternWithoutAZoneNeedsOneBesideIt() {
    says(
        ", line 1, column 54: format \"yyyy-MM-dd HH:mm\" names no zone: give zone: UTC, or another one,"
            + " beside it or at the top",
        "fields: {event_id: /b, timestamp: {path: /a, format: \"yyyy-MM-dd HH:mm\"}}");
  }

  @Test
  void bombsDoNotGoOff() {
    String aliases =
        "a: &a [x, x]\n"
            + IntStream.range(0, 60)
                .mapToObj(i -> "b" + i + ": &b" + i + " [*a, *a]\n")
                .collect(Collectors.joining());
    assertThatThrownBy(() -> Mapping.parse("m.yaml", aliases))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("m.yaml");
    says(
        " is no YAML: Nesting Depth exceeded max 50",
        "fields: " + "[".repeat(1_000) + "]".repeat(1_000));
    assertThatThrownBy(
            () ->
                Mapping.parse(
                    "m.yaml",
                    REQUIRED + "  user_id: " + "{lower: ".repeat(30) + "/a" + "}".repeat(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("m.yaml, line 4, column \\d+: rules nest deeper than 20");
  }
}
