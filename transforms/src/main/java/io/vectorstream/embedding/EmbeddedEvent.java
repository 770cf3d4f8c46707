package io.vectorstream.embedding;

import com.google.auto.value.AutoValue;
import io.vectorstream.event.CommerceEvent;

/** An event and the vector of its text. */
@AutoValue
public abstract class EmbeddedEvent {

  /** The event. */
  public abstract CommerceEvent event();

  /** The vector; shared with other events of equal text, so nobody may write to it. */
  @SuppressWarnings("mutable")
  public abstract float[] vector();

  /** An event with its vector. */
  public static EmbeddedEvent of(CommerceEvent event, float[] vector) {
    return new AutoValue_EmbeddedEvent(event, vector);
  }
}
