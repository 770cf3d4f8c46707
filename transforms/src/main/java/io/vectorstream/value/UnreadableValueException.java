package io.vectorstream.value;

/** A record's value is not what its sender was to send; the message tells why. */
public final class UnreadableValueException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public UnreadableValueException(String message) {
    super(message);
  }

  /** Says what is wrong, with its cause. */
  public UnreadableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
