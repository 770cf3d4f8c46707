package io.vectorstream.event;

import io.vectorstream.value.UnreadableValueException;
import org.jspecify.annotations.Nullable;

/** A record does not hold an event; the message tells its sender why. */
public final class UnreadableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message);
  }

  UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A value that cannot be read holds no event. */
  static UnreadableEventException of(UnreadableValueException value) {
    return new UnreadableEventException(value.getMessage(), value.getCause());
  }
}
