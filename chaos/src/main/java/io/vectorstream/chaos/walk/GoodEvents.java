package io.vectorstream.chaos.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes events, and knows what is to be stored of each. */
final class GoodEvents {

  /** The field that tells apart what the same id holds from one record to the next. */
  static final String NUMBER = "number";

  private record Product(String name, String description, String category) {}

  /** Few texts, since embedding costs the most; their vectors lie far apart. */
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("Espresso machine", "15 bar pump and a steam wand", "Kitchen"),
          new Product("  Running shoes ", null, "Sport\t"),
          new Product("Kahve fincan\u0131", "\u0130nce porselen", ""),
          new Product("\u5C71\u306E\u5730\u56F3", " ", null),
          new Product("Ball \uD83C\uDF88 of wool", "soft\u0000and warm", "Hobby"),
          new Product("Bread knife ".repeat(500), null, null));

  private static final Instant MORNING = Instant.parse("2026-01-31T09:00:00Z");
  private static final String[] ZEROS = {"0", "0.0", "-0.0", "0e5"};
  private static final int STEPS = 20;

  private final VersionField versionField;
  private final SplittableRandom random;
  private final Map<EventId, Integer> stepsBehindTombstone = new HashMap<>();
  private final Map<EventId, Integer> latestStep = new HashMap<>();
  private int count;

  GoodEvents(VersionField versionField, SplittableRandom random) {
    this.versionField = versionField;
    this.random = random;
  }

  /** An event's fields, and what becomes of it. */
  record Made(Map<String, Object> fields, Fate.Event fate) {}

  /** The next event of an id, which is written in one of its forms. */
  Made next(EventId of) {
    int step = stepsBehindTombstone.getOrDefault(of, -3) + random.nextInt(STEPS);
    latestStep.merge(of, step, Math::max);
    String id = of.form(random);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_id", id.matches("\\d{1,18}") ? new JsonToken(id, id) : id);
    JsonToken time = OddTimes.of(MORNING.plus(Duration.ofMinutes(step)), random);
    event.put("timestamp", time);
    event.put("user_id", "user-" + random.nextInt(5));
    event.put("event_type", "view");
    event.put(NUMBER, (long) count++);
    String text = addText(event);
    double version = addVersion(event, step, time);
    if (random.nextInt(4) == 0) {
      OddFields.add(event, random);
    }
    return new Made(event, new Fate.Event(id, new Fate.Content(event, text), version));
  }

  /** From here on the events of an id are newer than all before. */
  void tombstone(EventId id) {
    stepsBehindTombstone.put(id, latestStep.getOrDefault(id, 0) + 1);
  }

  private double addVersion(Map<String, Object> event, int step, JsonToken time) {
    return switch (versionField) {
      case NONE -> Fate.NO_VERSION;
      case TIMESTAMP -> ((Moment) time.stored()).micros();
      case REV -> {
        event.put("rev", step == 0 ? zero() : number(step));
        yield step;
      }
    };
  }

  private JsonToken zero() {
    String zero = ZEROS[random.nextInt(ZEROS.length)];
    return new JsonToken(zero, zero.equals("0") ? (Object) 0L : (Object) Double.valueOf(zero));
  }

  private JsonToken number(int step) {
    return random.nextBoolean()
        ? new JsonToken(Integer.toString(step), (long) step)
        : new JsonToken(step + ".0", (double) step);
  }

  private String addText(Map<String, Object> event) {
    if (random.nextInt(8) == 0) {
      event.put("search_query", " coffee grinder ");
      return "coffee grinder";
    }
    Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", random.nextBoolean() ? "P1" : new JsonToken("17", "17"));
    fields.put("name", product.name());
    fields.put("description", product.description());
    fields.put("category", product.category());
    fields.put("price", random.nextInt(100) / 4.0);
    event.put("product", fields);
    return Stream.of(product.name(), product.description(), product.category())
        .filter(part -> part != null && !part.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
