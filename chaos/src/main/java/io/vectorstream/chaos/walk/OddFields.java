package io.vectorstream.chaos.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Fields that no shop sends and that have to be kept all the same. */
final class OddFields {

  /** How deep Qdrant's clients read lists and objects. */
  static final int DEEPEST = 31;

  private static final List<Consumer<Map<String, Object>>> ODD =
      List.of(
          event -> event.put("n", number("1e3", 1000.0)),
          event -> event.put("n", number("-0.0", -0.0)),
          event -> event.put("n", number("1.0", 1.0)),
          event -> event.put("n", number("0.1", 0.1)),
          event -> event.put("n", number("1E-400", 0.0)),
          event -> event.put("n", number("4.9e-324", Double.MIN_VALUE)),
          event -> event.put("n", number("1.7976931348623157e308", Double.MAX_VALUE)),
          event -> event.put("n", number("9223372036854775807", Long.MAX_VALUE)),
          event -> event.put("n", number("-9223372036854775808", Long.MIN_VALUE)),
          event -> event.put("n", number("9223372036854775808", 9223372036854775808.0)),
          event -> event.put("n", number("1" + "0".repeat(40), 1e40)),
          event -> event.put("n", number("0." + "3".repeat(900), 1 / 3.0)),
          event -> event.put("note", "a\u0000b\u0007\u001f"),
          event ->
              event.put("note", "\uD83E\uDD84\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
          event ->
              event.put(
                  "note", new JsonToken("\"\\ud83e\\udd84\\/\\u00e9\"", "\uD83E\uDD84/\u00e9")),
          event -> event.put("note", "\u05E9\u05DC\u05D5\u05DD \u202Eabc \uFEFF e\u0301"),
          event -> event.put("note", "x".repeat(100_000)),
          event -> event.put("", "a field without a name"),
          event -> event.put("a.b", Map.of("c.d", 1L)),
          event -> event.put("\"quoted\\\u0000", true),
          event -> event.put("timestamp_2", "2026-01-31T10:00Z"),
          event -> event.put("list", Arrays.asList(1L, "two", null, List.of(), Map.of(), false)),
          event -> event.put("list", Collections.nCopies(50_000, List.of())),
          event -> event.put("deep", nested(DEEPEST)),
          event -> event.put("user_id", number("541312140", "541312140")),
          event -> event.put("session_id", number("-7", "-7")),
          event -> event.put("quantity", null),
          event -> event.put("user_id", null),
          OddFields::putCollidingKeys);

  private OddFields() {}

  /** Adds one. */
  static void add(Map<String, Object> event, SplittableRandom random) {
    ODD.get(random.nextInt(ODD.size())).accept(event);
  }

  /** Lists within lists. */
  static Object nested(int depth) {
    Object nested = 1L;
    for (int i = 0; i < depth; i++) {
      nested = List.of(nested);
    }
    return nested;
  }

  private static JsonToken number(String json, Object stored) {
    return new JsonToken(json, stored);
  }

  /** Names that a hash table of Jackson's takes for an attack. */
  private static void putCollidingKeys(Map<String, Object> event) {
    List<String> orderings = List.of("");
    for (char block = 'A'; block <= 'G'; block++) {
      List<String> longer = new ArrayList<>();
      for (String ordering : orderings) {
        for (int at = 0; at <= ordering.length(); at += 4) {
          longer.add(
              ordering.substring(0, at) + String.valueOf(block).repeat(4) + ordering.substring(at));
        }
      }
      orderings = longer;
    }
    orderings.stream().limit(600).forEach(ordering -> event.put("k".repeat(12) + ordering, 1L));
  }
}
