package io.vectorstream.serve.http;

/** A request is not as it has to be; the message is for whoever made it. */
public final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says in a sentence without its full stop what is wrong. */
  public BadRequestException(String message) {
    super(message);
  }
}
