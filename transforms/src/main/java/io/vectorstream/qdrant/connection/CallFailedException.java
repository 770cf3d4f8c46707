package io.vectorstream.qdrant.connection;

import io.grpc.Status;
import java.time.Duration;

/** A call that failed, with the status that says how. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final Duration retryAfter;

  CallFailedException(Status status, Duration retryAfter, Throwable cause) {
    super(describe(status), cause);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The status that the call ended with. */
  public Status status() {
    return status;
  }

  /** How long the server wants to be left alone; zero if it does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** What that means for the points that it carried. */
  public FailureKind kind() {
    return FailureKind.of(status);
  }

  /**
   * Whether Qdrant is away and may come back by itself. A port that speaks something else than gRPC
   * fails with the same status, but nothing comes of waiting for it.
   */
  public boolean isOutage() {
    return kind() == FailureKind.TRANSIENT && !WrongProtocol.isShownBy(status);
  }

  private static String describe(Status status) {
    String description = status.getDescription();
    return status.getCode() + (description == null ? "" : ": " + description);
  }
}
