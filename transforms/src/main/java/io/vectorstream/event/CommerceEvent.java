package io.vectorstream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an online shop: somebody viewed, bought or searched for something.
 *
 * <p>The accessors give the fields that VectorStream knows, null where the event does not have
 * them; {@link #json()} holds the whole event, unknown fields among them. Two events are equal if
 * they were read from the same record.
 */
public final class CommerceEvent {

  private final SourceRecord source;
  // Parsed when first asked for: a runner may encode and decode an event between any two stages,
  // and not every stage looks into it. Parsing it twice at once does no harm.
  private @Nullable ObjectNode json;

  private CommerceEvent(SourceRecord source, @Nullable ObjectNode json) {
    this.source = source;
    this.json = json;
  }

  /**
   * Reads the event that a record holds.
   *
   * @throws UnreadableEventException if it holds none; the message says why
   */
  public static CommerceEvent parse(SourceRecord source) throws UnreadableEventException {
    ObjectNode json = EventJson.read(source.value());
    EventFormat.check(json);
    return new CommerceEvent(source, json);
  }

  /** The event of a record that has been parsed before. */
  static CommerceEvent ofParsed(SourceRecord source) {
    return new CommerceEvent(source, null);
  }

  /** The record the event was read from. */
  public SourceRecord source() {
    return source;
  }

  /** The whole event. Shared, not copied: nobody may write to it. */
  public ObjectNode json() {
    if (json == null) {
      json = EventJson.reread(source.value());
    }
    return json;
  }

  /** The event's own id: a UUID or any other text that is not blank. */
  public String eventId() {
    return json().get("event_id").textValue();
  }

  /** When it happened; fractions finer than a nanosecond are cut. */
  public Instant timestamp() {
    return EventTimes.parse(json().get("timestamp").textValue());
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
