package io.vectorstream.deadletter.archive;

/** A letter's record cannot be sent; the message says why in one sentence. */
final class UnsendableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsendableException(String message) {
    super(message);
  }
}
