package io.vectorstream.qdrant.connection;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Waits for the responses to calls of Qdrant's client. */
public final class Responses {

  private Responses() {}

  /**
   * Waits for the response to a call.
   *
   * @throws CallFailedException if the server refused it or did not answer
   */
  public static <T> T await(ListenableFuture<T> call) throws CallFailedException {
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
}
