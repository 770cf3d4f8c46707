package io.vectorstream.local.qdrant.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the result of some work to the client, or the reason why there is none. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** Does some work and answers with its result. */
  public static <T> void now(StreamObserver<T> client, Callable<T> work) {
    T result;
    try {
      result = work.call();
    } catch (Exception | StackOverflowError e) {
      client.onError(toStatus(e));
      return;
    }
    client.onNext(result);
    client.onCompleted();
  }

  /** The same for work that ends on another thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the answer to be on its way
  public static <T> void later(StreamObserver<T> client, Callable<CompletableFuture<T>> work) {
    // Or a client that has hung up would make the writer's answer throw.
    ((ServerCallStreamObserver<T>) client).setOnCancelHandler(() -> {});
    CompletableFuture<T> future;
    try {
      future = work.call();
    } catch (Exception | StackOverflowError e) {
      client.onError(toStatus(e));
      return;
    }
    future.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            client.onError(toStatus(failure));
          } else {
            client.onNext(result);
            client.onCompleted();
          }
        });
  }

  /** The time that answers carry, in seconds. */
  public static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static StatusRuntimeException toStatus(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof StatusRuntimeException status) {
      return status;
    }
    if (cause instanceof AlreadyClosedException && cause.getCause() == null) {
      return Failures.collectionDeleted();
    }
    LOG.error("A call failed inside the embedded store", cause);
    return Status.INTERNAL
        .withDescription("Service internal error: " + cause)
        .withCause(cause)
        .asRuntimeException();
  }
}
