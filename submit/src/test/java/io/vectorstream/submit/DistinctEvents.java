package io.vectorstream.submit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Events that are known by their number, each about a product with a description of its own, about
 * as long as a shop's are. Their words are random, by a seed that is the number.
 */
final class DistinctEvents {

  private static final int WORDS = 45;

  private static final String[] VOCABULARY = {
    "grinds", "coffee", "steel", "handle", "quiet", "motor", "for", "six", "cups", "with", "a",
    "brush", "and", "ceramic", "burr", "easy", "to", "clean", "red", "glass", "lid", "kitchen",
    "gift", "small", "travel", "case", "warm", "cotton", "shirt", "blue", "summer", "light"
  };

  private DistinctEvents() {}

  /** An event as it is sent. */
  static byte[] bytes(int number) {
    String event =
        """
        {"event_id": "distinct-%1$d", "timestamp": "2026-01-31T09:30:00Z", "user_id": "user-%1$d",\
         "event_type": "view", "session_id": "session-%1$d", "product": {"id": "P%1$d",\
         "name": "Product no. %1$d", "description": "%2$s", "category": "Kitchen", "price": 9.99}}\
        """;
    return String.format(Locale.ROOT, event, number, description(number))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String description(int number) {
    Random random = new Random(number);
    StringBuilder description = new StringBuilder();
    for (int word = 0; word < WORDS; word++) {
      description.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(' ');
    }
    return description.append('.').toString();
  }
}
