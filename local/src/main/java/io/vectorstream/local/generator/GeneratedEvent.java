package io.vectorstream.local.generator;

import org.jspecify.annotations.Nullable;

/**
 * A key and a value for one Kafka record. The arrays are not copied: leave them as they are.
 *
 * @param key the user's id in UTF-8
 * @param value the event as JSON in UTF-8, or whatever the malformed kind made of it
 * @param eventId the event's id; null if the value is malformed
 * @param malformedKind how the value was spoiled on purpose; null if it is well-formed
 */
public record GeneratedEvent(
    byte[] key,
    byte @Nullable [] value,
    @Nullable String eventId,
    @Nullable MalformedKind malformedKind) {

  /** Whether the value was spoiled on purpose. */
  public boolean malformed() {
    return malformedKind != null;
  }
}
