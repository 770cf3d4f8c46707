package io.vectorstream.tools.generator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key and a value for one Kafka record. The arrays are not copied: leave them as they are. */
public final class GeneratedEvent {

  private final byte[] key;
  private final byte @Nullable [] value;
  private final @Nullable String eventId;
  private final @Nullable MalformedKind malformedKind;

  private GeneratedEvent(
      byte[] key,
      byte @Nullable [] value,
      @Nullable String eventId,
      @Nullable MalformedKind malformedKind) {
    this.key = key;
    this.value = value;
    this.eventId = eventId;
    this.malformedKind = malformedKind;
  }

  static GeneratedEvent wellFormed(byte[] key, byte[] value, String eventId) {
    return new GeneratedEvent(key, value, Objects.requireNonNull(eventId), null);
  }

  static GeneratedEvent malformed(byte[] key, byte @Nullable [] value, MalformedKind kind) {
    return new GeneratedEvent(key, value, null, Objects.requireNonNull(kind));
  }

  /** The user's id in UTF-8. */
  public byte[] key() {
    return key;
  }

  /** The event as JSON in UTF-8, or whatever the malformed kind made of it. */
  public byte @Nullable [] value() {
    return value;
  }

  /** The event's id; null if the value is malformed. */
  public @Nullable String eventId() {
    return eventId;
  }

  /** Whether the value was spoiled on purpose. */
  public boolean malformed() {
    return malformedKind != null;
  }

  /** The name of the {@link MalformedKind}; null if the value is well-formed. */
  public @Nullable String malformedKind() {
    return malformedKind == null ? null : malformedKind.name();
  }
}
