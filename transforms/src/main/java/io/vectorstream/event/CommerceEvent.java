package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.value.AutoValue;
import io.vectorstream.source.SourceRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an online shop: somebody viewed, bought or searched for something.
 *
 * <p>The accessors give the fields that VectorStream knows; {@link #json()} holds the whole event,
 * unknown fields among them. {@link #source()} is the record it was read from.
 */
@AutoValue
public abstract class CommerceEvent {

  /** The event's own id: a UUID or any other text that is not blank. */
  public abstract String eventId();

  /** When it happened; fractions finer than a nanosecond are cut. */
  public abstract Instant timestamp();

  /** Who did it. */
  public abstract @Nullable String userId();

  /** {@code view}, {@code add_to_cart}, {@code purchase}, {@code search} or another word. */
  public abstract @Nullable String eventType();

  /** The visit it belongs to. */
  public abstract @Nullable String sessionId();

  /** The product it is about. */
  public abstract @Nullable Product product();

  /** How many pieces. */
  public abstract @Nullable Double quantity();

  /** The sum paid, in the shop's currency. */
  public abstract @Nullable Double totalAmount();

  /** How it was paid. */
  public abstract @Nullable String paymentMethod();

  /** How long the product was looked at, in seconds. */
  public abstract @Nullable Double viewDuration();

  /** What was searched for. */
  public abstract @Nullable String searchQuery();

  /** The whole event, as parsed. Shared, not copied: nobody may write to it. */
  public abstract ObjectNode json();

  /** The record the event was read from. */
  public abstract SourceRecord source();

  static Builder builder() {
    return new AutoValue_CommerceEvent.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setEventId(String eventId);

    abstract Builder setTimestamp(Instant timestamp);

    abstract Builder setUserId(@Nullable String userId);

    abstract Builder setEventType(@Nullable String eventType);

    abstract Builder setSessionId(@Nullable String sessionId);

    abstract Builder setProduct(@Nullable Product product);

    abstract Builder setQuantity(@Nullable Double quantity);

    abstract Builder setTotalAmount(@Nullable Double totalAmount);

    abstract Builder setPaymentMethod(@Nullable String paymentMethod);

    abstract Builder setViewDuration(@Nullable Double viewDuration);

    abstract Builder setSearchQuery(@Nullable String searchQuery);

    abstract Builder setJson(ObjectNode json);

    abstract Builder setSource(SourceRecord source);

    abstract CommerceEvent build();
  }
}
