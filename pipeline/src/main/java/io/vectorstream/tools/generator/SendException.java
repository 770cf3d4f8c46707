package io.vectorstream.tools.generator;

/** Events cannot be sent. The message is one sentence for whoever asked for them. */
public final class SendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the person who asked would have to change. */
  public enum Subject {
    /** The address of the brokers. */
    BOOTSTRAP_SERVERS,
    /** The topic. */
    TOPIC,
    /** The output file. */
    FILE
  }

  private final Subject subject;

  SendException(Subject subject, String message, Throwable cause) {
    super(message, cause);
    this.subject = subject;
  }

  /** What the failure is about, so that a caller can name the option that it came from. */
  public Subject subject() {
    return subject;
  }
}
