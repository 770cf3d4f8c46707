package io.vectorstream.mapping;

/**
 * A value does not hold what a mapping wants of it; the message names the field, the place and the
 * value.
 */
public final class UnmappableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnmappableException(String message) {
    super(message);
  }

  /** The complaint about a place, and of which field it is. */
  UnmappableException of(String field) {
    return new UnmappableException(field + " at " + getMessage());
  }
}
