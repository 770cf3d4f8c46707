package io.vectorstream.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappingTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String REQUIRED =
      "keepSource: false\nfields:\n  event_id: /id\n  timestamp: /at\n";

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** What a field that is added to the required ones makes of a value. */
  private static JsonNode field(String rule, String value) throws UnmappableException {
    JsonNode source = json("{\"id\": \"e\", \"at\": \"2026-01-31T09:30:00Z\", " + value + "}");
    return Mapping.parse("m", REQUIRED + "  " + rule).map(source).get(0);
  }

  @Test
  void anEventIsInCanonicalNamesWithItsSourceBesideIt() throws Exception {
    Mapping mapping =
        Mapping.parse(
            "shop.yaml",
            """
            fields:
              event_id: [/messageId, /id]
              timestamp: {path: /sent, format: epoch_millis}
              event_type: {lower: /event}
              user_id: /user/ids/1
              product:
                name: /properties/name
                price: /properties/price
                brand: /properties/brand
              product.category: {join: [/properties/department, /properties/shelf], separator: " > "}
              payment_method: {constant: card}
            """);
    JsonNode source =
        json(
            """
            {"messageId": "", "id": 17, "sent": 1769851800250, "event": "VIEW",
             "user": {"ids": ["a", "b"]},
             "properties": {"name": "Mug", "price": "12.50", "brand": {"id": 7},
                            "department": "Kitchen", "shelf": 3}}""");

    assertThat(mapping.map(source))
        .containsExactly(
            (ObjectNode)
                json(
                    """
                    {"event_id": "17", "timestamp": "2026-01-31T09:30:00.250Z",
                     "event_type": "view", "user_id": "b",
                     "product": {"name": "Mug", "price": 12.5, "brand": {"id": 7},
                                 "category": "Kitchen > 3"},
                     "payment_method": "card", "source": %s}"""
                        .formatted(source)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch_seconds | 1769851800 | 2026-01-31T09:30:00Z",
        "epoch_seconds | 1769851800.25 | 2026-01-31T09:30:00.250Z",
        "epoch_seconds | -1 | 1969-12-31T23:59:59Z",
        "epoch_millis | '1769851800250' | 2026-01-31T09:30:00.250Z",
        "epoch_micros | 1769851800250001 | 2026-01-31T09:30:00.250001Z",
        "epoch_micros | -1 | 1969-12-31T23:59:59.999999Z",
        "epoch_nanos | 1769851800250001002 | 2026-01-31T09:30:00.250001002Z",
        "iso | '2026-01-31T12:30:00+0300' | 2026-01-31T09:30:00Z",
        "iso, zone: Europe/Berlin | '2026-07-01T12:30:00' | 2026-07-01T10:30:00Z",
        "iso, zone: Europe/Berlin | '2026-01-31 12:30' | 2026-01-31T11:30:00Z",
        "iso, zone: Europe/Berlin | '2026-01-31T12:30:00Z' | 2026-01-31T12:30:00Z",
        "yyyy-MM-dd HH:mm:ss 'UTC', zone: UTC | '2019-10-01 00:00:00 UTC' | 2019-10-01T00:00:00Z",
        "yyyy-MM-dd HH:mm:ss VV | '2019-10-01 00:00:00 UTC' | 2019-10-01T00:00:00Z",
        "dd.MM.yyyy, zone: +02:00 | '01.10.2019' | 2019-09-30T22:00:00Z",
        "dd.MM.yy HH:mm, zone: UTC | '01.10.19 18:30' | 2019-10-01T18:30:00Z",
        "M/d/y h:mm a, zone: UTC | '1/31/2026 6:30 PM' | 2026-01-31T18:30:00Z",
        "'yy' yyyyMMdd, zone: UTC | 'yy 20191001' | 2019-10-01T00:00:00Z",
        "EEE dd MMM yyyy HH:mm:ss Z | 'Sat 31 Jan 2026 12:30:00 +0300' | 2026-01-31T09:30:00Z",
        "yyyy-MM-dd HH:mm:ss[.SSS] z | '2026-01-31 09:30:00 UTC' | 2026-01-31T09:30:00Z",
      },
      quoteCharacter = '`')
  void aTimeIsReadAsItsFormatSays(String format, String written, String time) throws Exception {
    String rule = "{path: /at, format: " + format + "}";
    Mapping mapping =
        Mapping.parse("m", "fields:\n  event_id: /id\n  timestamp: " + quoteFormat(rule));

    assertThat(
            mapping
                .map(json("{\"id\": 1, \"at\": " + written.replace('\'', '"') + "}"))
                .get(0)
                .get("timestamp")
                .textValue())
        .isEqualTo(time);
  }

  /** A pattern with a colon in it has to be quoted in YAML. */
  private static String quoteFormat(String rule) {
    return rule.replaceAll("format: ([^,}]*)", "format: \"$1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epoch_millis | \"soon\" | the text \"soon\", a number, epoch_millis of a year from 0 to 9999, is wanted",
        "epoch_millis | 1e300 | the number 1.0E300, a number, epoch_millis of a year from 0 to 9999, is wanted",
        "epoch_seconds | 1769851800250 | the number 1769851800250, a number, epoch_seconds of a year from 0 to 9999, is wanted",
        "epoch_seconds | \"1e999999999\" | the text \"1e999999999\", a number, epoch_seconds of a year from 0 to 9999, is wanted",
        "epoch_millis | [1] | an array, a number, epoch_millis of a year from 0 to 9999, is wanted",
        "iso | \"2026-01-31T12:30:00\" | the text \"2026-01-31T12:30:00\", an ISO-8601 time with an offset or Z is wanted",
        "iso | 1769851800 | the number 1769851800, an ISO-8601 time with an offset or Z is wanted",
        "iso, zone: UTC | \"2026-02-30T12:30:00\" | the text \"2026-02-30T12:30:00\", an ISO-8601 time is wanted",
        "yyyy-MM-dd, zone: UTC | \"2026-02-30\" | the text \"2026-02-30\", a time written as yyyy-MM-dd is wanted",
        "yyyy-MM-dd HH:mm[ XXX] | \"2026-02-03 12:30\" | the text \"2026-02-03 12:30\", a time written as yyyy-MM-dd HH:mm[ XXX] with a zone is wanted",
      })
  void aTimeThatCannotBeReadIsNamed(String format, String written, String complaint) {
    Mapping mapping =
        Mapping.parse(
            "m",
            "fields:\n  event_id: /id\n  timestamp: "
                + quoteFormat("{path: /at, format: " + format + "}"));

    assertThatThrownBy(() -> mapping.map(json("{\"id\": 1, \"at\": " + written + "}")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("timestamp at /at is " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/p | 12.5 | 12.5",
        "/p | \"12\" | 12",
        "/p | \" 12.50 \" | 12.5",
        "/p | \"1e3\" | 1000.0",
        "/p | \".5\" | 0.5",
        "{path: /p, locale: de} | \"1.299,50\" | 1299.5",
        "{path: /p, locale: de} | \"1299,50\" | 1299.5",
        "{path: /p, locale: de} | \"-1.299\" | -1299",
        "{path: /p, locale: de} | \"1.234.567\" | 1234567",
        "{path: /p, locale: de} | 12.5 | 12.5",
        "{path: /p, locale: fr} | \"1 299,50\" | 1299.5",
        "{path: /p, locale: fr} | \"1\\u202f299\\u00a0000,50\" | 1299000.5",
        "{path: /p, locale: de-CH} | \"1'299.50\" | 1299.5",
        "{path: /p, locale: en-IN} | \"12,34,567.5\" | 1234567.5",
      })
  void aNumberMayBeAText(String rule, String value, String number) throws Exception {
    assertThat(field("product.price: " + rule, "\"p\": " + value).at("/product/price"))
        .hasToString(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/p | \"12,50\" | the text \"12,50\", a finite number is wanted",
        "/p | \"NaN\" | the text \"NaN\", a finite number is wanted",
        "/p | \"1e999\" | the text \"1e999\", a finite number is wanted",
        "/p | 1e999 | the number Infinity, a finite number is wanted",
        "/p | \"0x10\" | the text \"0x10\", a finite number is wanted",
        "/p | \"9 €\" | the text \"9 €\", a finite number is wanted",
        "/p | {\"amount\": 1} | an object, a finite number is wanted",
        "/p | true | a boolean, a finite number is wanted",
        "{path: /p, locale: de} | \"1.2\" | the text \"1.2\", a finite number as de writes it is wanted",
        "{path: /p, locale: de} | \"12.99\" | the text \"12.99\", a finite number as de writes it is wanted",
        "{path: /p, locale: de} | \"299.50\" | the text \"299.50\", a finite number as de writes it is wanted",
        "{path: /p, locale: de} | \"1299.50\" | the text \"1299.50\", a finite number as de writes it is wanted",
        "{path: /p, locale: de} | \"1.234.56\" | the text \"1.234.56\", a finite number as de writes it is wanted",
        "{path: /p, locale: de} | \"0.299\" | the text \"0.299\", a finite number as de writes it is wanted",
        "{path: /p, locale: en} | \"12,99\" | the text \"12,99\", a finite number as en writes it is wanted",
        "{path: /p, locale: de} | \"1,2,3\" | the text \"1,2,3\", a finite number as de writes it is wanted",
      })
  void whatIsNoNumberIsNamed(String rule, String value, String complaint) {
    Mapping mapping = Mapping.parse("m", REQUIRED + "  product.price: " + rule);

    assertThatThrownBy(
            () ->
                mapping.map(
                    JSON.readTree(
                        "{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"p\": " + value + "}")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("product.price at /p is " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event_type: {lower: /t} | \"t\": \"İSTANBUL I\" | i̇stanbul i",
        "event_type: {path: /t, values: {cart: add_to_cart}} | \"t\": \"cart\" | add_to_cart",
        "event_type: {path: /t, values: {cart: add_to_cart}} | \"t\": \"view\" | view",
        "event_type: [{path: /t, values: {0: null}}, /mail] | \"t\": 0, \"mail\": \"a@b\" | a@b",
        "event_type: [{path: /t, values: {0: null}}, /mail] | \"t\": 7, \"mail\": \"a@b\" | 7",
        "event_type: {lower: /t, values: {cart: add_to_cart}} | \"t\": \"CART\" | add_to_cart",
        "event_type: {first: [/no, {constant: view}]} | \"t\": 1 | view",
        "event_type: /t | \"t\": 7 | 7",
        "event_type: {concat: [/a, {constant: \"-\"}, /b]} | \"a\": 1, \"b\": \"x\" | 1-x",
        "event_type: {join: [/a, /none, /b]} | \"a\": [\"x\", null, \"y\"], \"b\": 2 | x y 2",
        "event_type: {join: {every: /l, path: /n}, separator: \", \"} | \"l\": [{\"n\": \"a\"}, 3, {\"n\": \"b\"}] | a, b",
        "event_type: {in: /l, where: {/k: b}, path: [/x, /v]} | \"l\": [{\"k\": \"a\", \"v\": 1}, {\"k\": \"b\"}, {\"k\": \"b\", \"v\": 2}] | 2",
        "event_type: /a~1b/c~0d | \"a/b\": {\"c~d\": \"x\"} | x",
      })
  void rulesFindValues(String rule, String value, String found) throws Exception {
    assertThat(field(rule, value).get("event_type").textValue()).isEqualTo(found);
  }

  @Test
  void aTextThatStandsForNoneCountsAsAbsent() throws Exception {
    String rule = "user_id: {path: /u, values: {0: null}}";

    assertThat(field(rule, "\"u\": 0").has("user_id")).isFalse();
    assertThat(field(rule, "\"u\": 10").get("user_id").textValue()).isEqualTo("10");
  }

  @Test
  void anIdMayBeTheHashOfWhatTellsEventsApart() throws Exception {
    String rule = "user_id: {hash: [/a, /b]}";

    String hash = field(rule, "\"a\": \"x\", \"b\": 1").get("user_id").textValue();
    assertThat(hash).isEqualTo("e2df6c9e364cb29085fdb9989ad5ddd4");
    assertThat(field(rule, "\"b\": 1, \"a\": \"x\", \"c\": 2").get("user_id").textValue())
        .as("only these count, and not their order in the value")
        .isEqualTo(hash);
    assertThat(field(rule, "\"a\": \"x\", \"b\": \"1\"").get("user_id").textValue())
        .isNotEqualTo(hash);
    assertThat(field(rule, "\"a\": \"x\"").get("user_id").textValue())
        .isNotEqualTo(field(rule, "\"b\": \"x\"").get("user_id").textValue());
    assertThat(field(rule, "\"c\": 1").has("user_id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user_id: /u | \"u\": 1.5 | user_id at /u is the number 1.5, a text or an integer is wanted",
        "user_id: /u | \"u\": {\"id\": 1} | user_id at /u is an object, a text or an integer is wanted",
        "event_type: {lower: /t} | \"t\": [\"A\"] | event_type at /t is an array, a single value is wanted",
        "event_type: {join: [/t]} | \"t\": [{}] | event_type at an item of /t is an object, a single value is wanted",
        "event_type: {in: /l, path: /v} | \"l\": {\"v\": 1} | event_type at /l is an object, a list is wanted",
        "event_type: {every: /l, path: /v} | \"l\": 3 | event_type at /l is the number 3, a list is wanted",
        "user_id: {in: /l, path: {lower: /v}} | \"l\": [{\"v\": []}] | user_id at /v is an array, a single value is wanted",
        "product.price: {first: [/no, {concat: [/a, /b]}]} | \"a\": 1, \"b\": \"x\" | product.price at /a, /b is the text \"1x\", a finite number is wanted",
        "product.brand: {path: /t, values: {a: b}} | \"t\": {} | product.brand at /t is an object, a single value is wanted",
      })
  void whatDoesNotFitIsNamed(String rule, String value, String complaint) {
    assertThatThrownBy(() -> field(rule, value))
        .isInstanceOf(UnmappableException.class)
        .hasMessage(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"at\": \"2026-01-31T09:30:00Z\"} | event_id is missing, nothing is at /id",
        "{\"id\": \" \", \"at\": \"2026-01-31T09:30:00Z\"} | event_id is missing, nothing is at /id",
        "{\"id\": null, \"at\": \"2026-01-31T09:30:00Z\"} | event_id is missing, nothing is at /id",
        "{\"id\": 1} | timestamp is missing, nothing is at /at",
      })
  void whatEveryEventHasIsWanted(String value, String complaint) {
    assertThatThrownBy(() -> Mapping.parse("m", REQUIRED).map(json(value)))
        .isInstanceOf(UnmappableException.class)
        .hasMessage(complaint);
  }

  @Test
  void eachItemIsAnEvent() throws Exception {
    Mapping mapping =
        Mapping.parse(
            "m",
            REQUIRED
                + "  product.category: /shelf\n  product.name: /title\n"
                + "items: {path: [/none, /list], key: /no, fields: {product.name: /n, quantity: /q}}");
    JsonNode value =
        json(
            "{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"shelf\": \"s\", \"title\": \"t\", \"list\":"
                + " [{\"no\": 7, \"n\": \"Mug\", \"q\": \"2\"}, {\"no\": \"b\"}]}");
    List<ObjectNode> wanted =
        List.of(
            (ObjectNode)
                json(
                    "{\"event_id\": \"1\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\":"
                        + " {\"category\": \"s\", \"name\": \"Mug\"}, \"quantity\": 2, \"item\": \"7\"}"),
            (ObjectNode)
                json(
                    "{\"event_id\": \"1\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"product\":"
                        + " {\"category\": \"s\", \"name\": \"t\"}, \"item\": \"b\"}"));

    assertThat(mapping.map(value)).hasToString(wanted.toString());
    assertThat(mapping.map(value, 1)).hasToString(wanted.get(1).toString());
    assertThat(mapping.map(json("{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"list\": []}")))
        .singleElement()
        .satisfies(event -> assertThat(event.has(Mapping.ITEM)).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"no\": 1}, {\"no\": \"1\"}] | two items of /list have the same key, at /no, which has to tell them apart",
        "[{\"no\": 1}, {}] | item 1 of /list has no key: nothing is at /no",
        "[{\"no\": 1}, {\"no\": {}}] | the key of item 1 at /no is an object, a single value is wanted",
        "{\"no\": 1} | items at /list is an object, a list is wanted",
        "[{\"no\": 1, \"q\": \"many\"}] | quantity at /q is the text \"many\", a finite number is wanted",
      })
  void anItemThatDoesNotFitIsNamed(String list, String complaint) {
    Mapping mapping =
        Mapping.parse("m", REQUIRED + "items: {path: /list, key: /no, fields: {quantity: /q}}");

    assertThatThrownBy(
            () ->
                mapping.map(
                    json("{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"list\": " + list + "}")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage(complaint);
  }

  @Test
  void aRecordHasAThousandItemsAtMost() {
    Mapping mapping = Mapping.parse("m", REQUIRED + "items: {path: /list}");

    assertThatThrownBy(
            () ->
                mapping.map(
                    json(
                        "{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\", \"list\": [1"
                            + ",1".repeat(9_999)
                            + "]}")))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("/list has 10000 items, it may have 1000 at most");
  }

  @Test
  void sayingForWhichValuesItIs() {
    Mapping mapping = Mapping.parse("m", "when: [/id, {/type: [track, page], /v: 1}]\n" + REQUIRED);

    assertThat(mapping.isFor(json("{\"id\": {}, \"type\": \"page\", \"v\": 1}"))).isTrue();
    assertThat(mapping.isFor(json("{\"id\": null, \"type\": \"page\", \"v\": 1}"))).isFalse();
    assertThat(mapping.isFor(json("{\"id\": \" \", \"type\": \"page\", \"v\": 1}"))).isFalse();
    assertThat(mapping.isFor(json("{\"id\": 1, \"type\": [\"page\"], \"v\": 1}"))).isFalse();
    assertThat(mapping.isFor(json("{\"id\": 1, \"type\": \"page\"}"))).isFalse();
    assertThat(Mapping.parse("m", REQUIRED).isFor(json("{}"))).isTrue();
  }

  @Test
  void theDigestIsThatOfWhatItSays() {
    String digest = Mapping.parse("a", REQUIRED + "  user_id: /u # who").digest();

    assertThat(digest).matches("[0-9a-f]{12}");
    assertThat(
            Mapping.parse(
                    "b",
                    "# Ours\nfields: {user_id: \"/u\", timestamp: /at, event_id: '/id'}\n"
                        + "keepSource: false")
                .digest())
        .isEqualTo(digest);
    assertThat(Mapping.parse("a", REQUIRED + "  user_id: /v").digest()).isNotEqualTo(digest);
    assertThat(Mapping.parse("a", REQUIRED + "  user_id: {constant: 1}").digest())
        .isNotEqualTo(Mapping.parse("a", REQUIRED + "  user_id: {constant: '1'}").digest());
    assertThat(Mapping.parse("a", REQUIRED + "  user_id: {path: /u, values: {0: null}}").digest())
        .isNotEqualTo(
            Mapping.parse("a", REQUIRED + "  user_id: {path: /u, values: {0: 'null'}}").digest());
  }

  @Test
  void travelsWithAGraph() throws Exception {
    Mapping mapping = Mapping.parse("m", REQUIRED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(mapping);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Mapping read = (Mapping) in.readObject();

      JsonNode source = json("{\"id\": 1, \"at\": \"2026-01-31T09:30:00Z\"}");
      assertThat(read.map(source)).isEqualTo(mapping.map(source));
      assertThat(read.digest()).isEqualTo(mapping.digest());
    }
  }

  @Test
  void anIdThatIsReplacedByABlankIsNone() {
    Mapping mapping =
        Mapping.parse(
            "m", "fields:\n  event_id: {path: /id, values: {none: ' '}}\n  timestamp: /at");
    JsonNode value = json("{\"id\": \"none\", \"at\": \"2026-01-31T09:30:00Z\"}");

    assertThatThrownBy(() -> mapping.map(value))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("event_id is missing, nothing is at /id");
    assertThatThrownBy(() -> mapping.deletedEventId(value))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("event_id is missing, nothing is at /id");
  }
}
