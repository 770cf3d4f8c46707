package io.vectorstream.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Events that are known by their number: most of them small, one in 50 of 20 kB and one in 250 of
 * 200 kB, one in 500 malformed. What fills them up is random, by a seed that is the number.
 */
final class SizedEvents {

  static final int LARGE_EVERY = 250;

  private static final int LARGE = 200_000;
  private static final int MIDDLING_EVERY = 50;
  private static final int MIDDLING = 20_000;
  private static final int SMALL = 300;
  private static final int MALFORMED_EVERY = 500;

  /** Letters of one, two, three and four bytes. */
  private static final String[] LETTERS = {
    "a", "Z", "7", " ", "\"", "\\", "ı", "ğ", "ẞ", "水", "🛒"
  };

  private static final int[] LETTER_BYTES =
      Arrays.stream(LETTERS)
          .mapToInt(letter -> letter.getBytes(StandardCharsets.UTF_8).length)
          .toArray();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int products;

  /** Events about that many products. */
  SizedEvents(int products) {
    this.products = products;
  }

  static String id(int number) {
    return "sized-" + number;
  }

  static boolean isMalformed(int number) {
    return number % MALFORMED_EVERY == MALFORMED_EVERY - 1;
  }

  /** An event as it is sent. */
  byte[] bytes(int number) {
    try {
      byte[] event = JSON.writeValueAsBytes(json(number));
      return isMalformed(number) ? Arrays.copyOf(event, event.length - 1) : event;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event. */
  ObjectNode json(int number) {
    ObjectNode event = JSON.createObjectNode();
    event.put("event_id", id(number));
    event.put("timestamp", "2026-01-31T09:30:00." + number % 1_000 + "Z");
    event.put("user_id", "user-" + number % 997);
    event.put("event_type", "view");
    event.put("session_id", "session-" + number / 10);
    event
        .putObject("product")
        .put("id", "P" + number % products)
        .put("name", name(number))
        .put("description", "Grinds coffee for " + number % products % 12 + " cups.")
        .put("category", "Kitchen & Büro")
        .put("price", number % products + 0.99);
    event.put("filler", filler(number));
    return event;
  }

  /** The text of an event that is embedded: name, description and category. */
  String text(int number) {
    ObjectNode product = (ObjectNode) json(number).get("product");
    return String.join(
        " ",
        product.get("name").textValue(),
        product.get("description").textValue(),
        product.get("category").textValue());
  }

  private String name(int number) {
    return "Coffee grinder no. " + number % products + ", Öğütücü";
  }

  private static String filler(int number) {
    int size = size(number);
    Random random = new Random(number);
    StringBuilder block = new StringBuilder();
    int blockBytes = 0;
    while (blockBytes < Math.min(size, SMALL)) {
      int letter = random.nextInt(LETTERS.length);
      block.append(LETTERS[letter]);
      blockBytes += LETTER_BYTES[letter];
    }
    // The block again and again, numbered, so that 100,000 fillers are made in no time.
    StringBuilder filler = new StringBuilder(block);
    for (int bytes = blockBytes; bytes + blockBytes <= size; bytes += blockBytes) {
      filler.append(bytes).append(block);
    }
    return filler.toString();
  }

  private static int size(int number) {
    if (number % LARGE_EVERY == 0) {
      return LARGE;
    }
    return number % MIDDLING_EVERY == 0 ? MIDDLING : number % SMALL;
  }
}
