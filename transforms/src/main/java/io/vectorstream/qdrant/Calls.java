package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Waits for calls of Qdrant's client. */
final class Calls {

  private Calls() {}

  /**
   * The answer of a call.
   *
   * @throws CallFailedException if the server refused it or did not answer
   */
  static <T> T await(ListenableFuture<T> call) throws CallFailedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new CallFailedException(
          Status.fromThrowable(e.getCause()), RetryAfter.of(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailedException(
          Status.CANCELLED.withDescription("interrupted"), Duration.ZERO, e);
    }
  }

  /** A call that failed, with the status that says how. */
  static final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final Duration retryAfter;

    CallFailedException(Status status, Duration retryAfter, Throwable cause) {
      super(describe(status), cause);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    Status status() {
      return status;
    }

    /** How long the server wants to be left alone; zero if it does not say. */
    Duration retryAfter() {
      return retryAfter;
    }

    FailureKind kind() {
      return FailureKind.of(status);
    }

    private static String describe(Status status) {
      String description = status.getDescription();
      return status.getCode() + (description == null ? "" : ": " + description);
    }
  }
}
