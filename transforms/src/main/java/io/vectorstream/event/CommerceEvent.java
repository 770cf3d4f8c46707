package io.vectorstream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.time.IsoTimes;
import java.lang.ref.WeakReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an online shop: somebody viewed, bought or searched for something.
 *
 * <p>The accessors give the fields that VectorStream knows, null where the event does not have
 * them; {@link #json()} holds the whole event, unknown fields among them. Two events are equal if
 * they were read from the same record.
 *
 * <p>What a single event costs is bounded, since others wait for it: its bytes, its values (texts,
 * numbers, objects, lists and the like) and how deep they nest. What goes beyond is no event.
 */
public final class CommerceEvent {

  /** The most bytes of a record's value: 4 MiB, more than many proxies let through to Qdrant. */
  public static final int LARGEST_VALUE = 4 << 20;

  /** The most values of an event: some 10 MB of objects in memory. */
  public static final int MOST_VALUES = 100_000;

  /** How deep objects and lists may nest. Qdrant's clients read a third of that. */
  public static final int LARGEST_DEPTH = 100;

  /** The most digits of a number. */
  public static final int LONGEST_NUMBER = 1_000;

  private final SourceRecord source;
  // Parsed when it is asked for: a runner may encode and decode an event between any two stages,
  // and not every stage looks into it. The tree can take thirty times the record's memory, so it
  // is held weakly: who works with an event has it, and of those that wait nobody keeps it.
  // Parsing it twice at once does no harm.
  private volatile WeakReference<ObjectNode> json;

  private CommerceEvent(SourceRecord source, @Nullable ObjectNode json) {
    this.source = source;
    this.json = new WeakReference<>(json);
  }

  /**
   * Reads the event that a record holds.
   *
   * @throws UnreadableEventException if it holds none; the message says why
   */
  public static CommerceEvent parse(SourceRecord source) throws UnreadableEventException {
    return new CommerceEvent(source, read(source));
  }

  private static ObjectNode read(SourceRecord source) throws UnreadableEventException {
    ObjectNode json = EventJson.read(source.value());
    EventFormat.settle(json);
    return json;
  }

  /** The event of a record that has been parsed before. */
  static CommerceEvent ofParsed(SourceRecord source) {
    return new CommerceEvent(source, null);
  }

  /** The record the event was read from. */
  public SourceRecord source() {
    return source;
  }

  /**
   * The whole event, as it was sent but for ids that were integers, which are texts here, and a
   * timestamp that had not the form of RFC 3339. Shared, not copied: nobody may write to it.
   */
  public ObjectNode json() {
    ObjectNode parsed = json.get();
    if (parsed == null) {
      try {
        parsed = read(source);
      } catch (UnreadableEventException e) {
        throw new IllegalStateException("the record held an event when it was read before", e);
      }
      json = new WeakReference<>(parsed);
    }
    return parsed;
  }

  /** The event's own id: a UUID or any other text that is not blank. */
  public String eventId() {
    return json().get("event_id").textValue();
  }

  /** When it happened; fractions finer than a nanosecond are cut. */
  public Instant timestamp() {
    return IsoTimes.parse(json().get("timestamp").textValue());
  }

  /** Who did it. */
  public @Nullable String userId() {
    return text(json(), "user_id");
  }

  /** {@code view}, {@code add_to_cart}, {@code purchase}, {@code search} or another word. */
  public @Nullable String eventType() {
    return text(json(), "event_type");
  }

  /** The visit it belongs to. */
  public @Nullable String sessionId() {
    return text(json(), "session_id");
  }

  /** The product it is about. */
  public @Nullable Product product() {
    JsonNode product = json().path("product");
    return !product.isObject()
        ? null
        : Product.of(
            text(product, "id"),
            text(product, "name"),
            text(product, "description"),
            text(product, "category"),
            number(product, "price"));
  }

  /** How many pieces. */
  public @Nullable Double quantity() {
    return number(json(), "quantity");
  }

  /** The sum paid, in the shop's currency. */
  public @Nullable Double totalAmount() {
    return number(json(), "total_amount");
  }

  /** How it was paid. */
  public @Nullable String paymentMethod() {
    return text(json(), "payment_method");
  }

  /** How long the product was looked at, in seconds. */
  public @Nullable Double viewDuration() {
    return number(json(), "view_duration");
  }

  /** What was searched for. */
  public @Nullable String searchQuery() {
    return text(json(), "search_query");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CommerceEvent event && event.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return "CommerceEvent of " + source;
  }

  private static @Nullable String text(JsonNode object, String name) {
    return object.path(name).textValue();
  }

  private static @Nullable Double number(JsonNode object, String name) {
    JsonNode number = object.path(name);
    return number.isNumber() ? number.doubleValue() : null;
  }
}
