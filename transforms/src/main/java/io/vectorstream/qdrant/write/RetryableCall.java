package io.vectorstream.qdrant.write;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grpc.Status;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import io.vectorstream.qdrant.connection.Responses;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that can be repeated. It is made only when the circuit breaker lets it through. */
final class RetryableCall<T> {

  private final Supplier<ListenableFuture<T>> call;
  private final boolean mayBeSplit;
  private final CircuitBreaker breaker;
  private @Nullable ListenableFuture<T> answer;
  private volatile long nanos;

  /**
   * A call that has not been made yet.
   *
   * @param mayBeSplit whether it carries more than one point, so that there are smaller calls
   */
  RetryableCall(Supplier<ListenableFuture<T>> call, boolean mayBeSplit, CircuitBreaker breaker) {
    this.call = call;
    this.mayBeSplit = mayBeSplit;
    this.breaker = breaker;
  }

  /** Makes the call if the breaker allows it, and returns whether it did. */
  boolean tryToSend() {
    answer = null;
    if (!breaker.tryAcquirePermission()) {
      return false;
    }
    long start = System.nanoTime();
    try {
      answer =
          Futures.transform(
              call.get(),
              result -> {
                nanos = System.nanoTime() - start;
                return result;
              },
              MoreExecutors.directExecutor());
    } catch (RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
    Futures.addCallback(answer, new Reporter(start), MoreExecutors.directExecutor());
    return true;
  }

  boolean isSent() {
    return answer != null;
  }

  /** Whether the last call has ended, be it well or not. */
  boolean isOver() {
    return answer != null && answer.isDone();
  }

  /** Whether to wait after a failure of this kind and repeat the same call. */
  boolean isWorthRepeatingAfter(FailureKind kind) {
    return kind == FailureKind.TRANSIENT || (kind == FailureKind.TOO_MANY && !mayBeSplit);
  }

  /** Runs something when the last call has ended, or at once if none is under way. */
  void whenOver(Runnable then) {
    if (answer == null) {
      then.run();
    } else {
      answer.addListener(then, MoreExecutors.directExecutor());
    }
  }

  /** Waits for the answer of the last call. */
  T answer() throws CallFailedException {
    return Responses.await(answer);
  }

  /** How long the successful call took. */
  Duration latency() {
    return Duration.ofNanos(nanos);
  }

  /** Tells the breaker how a call ended. A server that refuses a point is not away. */
  private final class Reporter implements FutureCallback<@Nullable T> {
    private final long start;

    Reporter(long start) {
      this.start = start;
    }

    @Override
    public void onSuccess(T result) {
      breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onFailure(Throwable failure) {
      if (FailureKind.of(Status.fromThrowable(failure)) == FailureKind.TRANSIENT) {
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
      } else {
        onSuccess(null);
      }
    }
  }
}
