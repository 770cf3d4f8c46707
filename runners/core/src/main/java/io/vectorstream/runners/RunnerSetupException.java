package io.vectorstream.runners;

/** The user has to change something for the runner; the message is a sentence that says what. */
public final class RunnerSetupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what, beginning with the option. */
  public RunnerSetupException(String message) {
    super(message);
  }

  /** Says what, beginning with the option, with its cause. */
  public RunnerSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
