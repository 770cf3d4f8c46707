package io.vectorstream.qdrant;

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

/** A call that may be made several times, each time only if a circuit breaker lets it through. */
final class Attempt<T> {

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
  Attempt(Supplier<ListenableFuture<T>> call, boolean mayBeSplit, CircuitBreaker breaker) {
    this.call = call;
    this.mayBeSplit = mayBeSplit;
    this.breaker = breaker;
  }

  /** Makes the call, if it may, and says whether it did. */
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

  /** Whether a failure of this kind is one to wait for, and then to make the same call again. */
  boolean isWorthRepeatingAfter(FailureKind kind) {
    return kind == FailureKind.TRANSIENT || (kind == FailureKind.TOO_MANY && !mayBeSplit);
  }

  /** Does something once the call that was made last has ended; at once if none is under way. */
  void whenOver(Runnable then) {
    if (answer == null) {
      then.run();
    } else {
      answer.addListener(then, MoreExecutors.directExecutor());
    }
  }

  /** Waits for the answer of the call that was made last. */
  T answer() throws CallFailedException {
    return Responses.await(answer);
  }

  /** How long the call took that succeeded. */
  Duration latency() {
    return Duration.ofNanos(nanos);
  }

  /** Tells the breaker how a call ended: a server that refuses a point is there all the same. */
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
