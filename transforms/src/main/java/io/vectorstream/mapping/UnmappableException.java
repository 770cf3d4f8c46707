package io.vectorstream.mapping;

/** A value does not hold what a mapping wants of it; the message names the place and the value. */
public final class UnmappableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnmappableException(String message) {
    super(message);
  }
}
