package io.vectorstream.pipeline;

/**
 * The user, or the world around the program, has to change something before it can run: the message
 * says what in one sentence, and the program ends with exit code 2.
 */
public final class UserMistakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public UserMistakeException(String message) {
    super(message);
  }

  /** Says what is wrong, with its cause. */
  public UserMistakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
