package io.vectorstream.chaos.walk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds of values that are no event. */
final class BadValues {

  private static final List<String> NO_TIMES =
      List.of(
          "",
          "yesterday",
          "2026-01-31",
          "2026-01-31T10:00:00",
          "2026-01-31 10:00:00Z",
          "2026-02-30T10:00:00Z",
          "2026-01-31T25:00:00Z",
          "2026-01-31T10:00:00+25:00",
          "2026-01-31T10:00:00.Z",
          "2026-1-31T10:00:00Z");

  private static final List<String> NO_JSON =
      List.of(
          "NaN",
          "-Infinity",
          "0x10",
          "01",
          "+1",
          ".5",
          "5.",
          "1e",
          "tru",
          "'x'",
          "1,",
          "/**/1",
          "\"\t\"",
          "\"\u0000\"",
          "\"\\x41\"",
          "",
          "[1",
          "{\"a\" 1}");

  private final List<BadValue> kinds = new ArrayList<>();

  private BadValues() {
    addBytes();
    addJson();
    addFields();
    addCosts();
  }

  /** Whatever the options are. */
  static List<BadValue> always() {
    return new BadValues().kinds;
  }

  /** Where {@code rev} has to be a version. */
  static List<BadValue> withoutVersion() {
    BadValues values = new BadValues();
    values.kinds.clear();
    values.field("rev", null);
    for (Object version : List.of("new", "5", true, List.of(1L), (1L << 53) + 1, Map.of())) {
      values.field("rev", version);
    }
    values.kind("no rev", event -> event.remove("rev"));
    return values.kinds;
  }

  private void addBytes() {
    text("no JSON", "this is not JSON");
    text("nothing", "");
    text("blanks", " \n ");
    text("a byte order mark alone", "\uFEFF");
    text("null", "null");
    text("a number", "42");
    text("a text", "\"event\"");
    kinds.add(new BadValue("UTF-16", event -> JsonText.of(event).getBytes(UTF_16)));
    kinds.add(new BadValue("half", event -> firstHalf(JsonText.bytes(event))));
    kinds.add(
        new BadValue(
            "two events", event -> (JsonText.of(event) + JsonText.of(event)).getBytes(UTF_8)));
    kinds.add(new BadValue("an array", event -> JsonText.bytes(List.of(event))));
    raw("Latin-1", "\u00E9");
    raw("an overlong NUL", "\u00C0\u0080");
    raw("half a pair in UTF-8", "\u00ED\u00A0\u0080");
    raw("a byte that UTF-8 has not", "\u00FF");
  }

  private void addJson() {
    for (String json : NO_JSON) {
      kind("n is " + json, event -> event.put("n", token(json)));
    }
    kind("half a pair", event -> event.put("n", token("\"\\ud800x\"")));
    kind("the other half", event -> event.put("n", token("\"\\uDC00\"")));
    kind("two pairs crossed", event -> event.put("n", token("\"\\udc00\\ud800\"")));
    kind("a name of half a pair", event -> event.put("n", token("{\"\\ud83e\":1}")));
    kind("beyond a double", event -> event.put("n", token("-1e999")));
    kind(
        "a price beyond a double",
        event -> event.put("product", Map.of("name", "x", "price", token("1e400"))));
  }

  private void addFields() {
    kind("no event_id", event -> event.remove("event_id"));
    for (Object id : Arrays.asList(null, "", " \t", true, 1.5, List.of("e"), Map.of())) {
      field("event_id", id);
    }
    kind("no timestamp", event -> event.remove("timestamp"));
    for (String time : NO_TIMES) {
      field("timestamp", time);
    }
    for (Object time : Arrays.asList(null, 1_769_851_800L, true)) {
      field("timestamp", time);
    }
    for (Object product : List.of("Mug", 5L, List.of(), true)) {
      field("product", product);
    }
    field("product", Map.of("name", 5.5));
    field("product", Map.of("name", "Mug", "price", "cheap"));
    field("product", Map.of("name", "Mug", "category", List.of("a")));
    for (String name : List.of("user_id", "session_id", "event_type", "payment_method")) {
      field(name, List.of());
    }
    for (String name : List.of("quantity", "total_amount", "view_duration")) {
      field(name, "two");
    }
    kind("no text", event -> event.keySet().removeAll(List.of("product", "search_query")));
    kind(
        "blank texts",
        event -> {
          event.put("product", Map.of("id", "P1", "name", " ", "description", "\n\u2003"));
          event.put("search_query", "  ");
        });
  }

  /** What costs more to read than an event may. */
  private void addCosts() {
    for (int depth : List.of(OddFields.DEEPEST + 1, 200, 900, 5_000, 100_000)) {
      kind(
          depth + " lists deep",
          event -> event.put("n", token("[".repeat(depth) + "]".repeat(depth))));
    }
    kind(
        "200 objects deep",
        event -> event.put("n", token("{\"a\":".repeat(200) + "1" + "}".repeat(200))));
    kind("300,000 lists", event -> event.put("n", token("[" + "[],".repeat(300_000) + "1]")));
    kind("a text of 5 MB", event -> event.put("n", "x".repeat(5_000_000)));
    kind("a number of 5,000 digits", event -> event.put("n", token("9".repeat(5_000))));
  }

  private static JsonToken token(String json) {
    return new JsonToken(json, "never stored");
  }

  private static byte[] firstHalf(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private void text(String name, String value) {
    kinds.add(new BadValue(name, event -> value.getBytes(UTF_8)));
  }

  private void field(String name, @Nullable Object value) {
    kind(name + " is " + JsonText.of(value), event -> event.put(name, value));
  }

  private void kind(String name, Consumer<Map<String, Object>> spoil) {
    kinds.add(
        new BadValue(
            name,
            event -> {
              Map<String, Object> spoiled = new LinkedHashMap<>(event);
              spoil.accept(spoiled);
              return JsonText.bytes(spoiled);
            }));
  }

  /** A text with bytes that are no UTF-8, written here as the characters of Latin-1. */
  private void raw(String name, String bytes) {
    kinds.add(
        new BadValue(
            name,
            event -> {
              Map<String, Object> spoiled = new LinkedHashMap<>();
              spoiled.put("event_id", event.get("event_id"));
              spoiled.put("timestamp", "2026-01-31T10:00:00Z");
              spoiled.put("search_query", bytes);
              return JsonText.of(spoiled).getBytes(ISO_8859_1);
            }));
  }
}
