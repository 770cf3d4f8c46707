package io.vectorstream.qdrant.write;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.vectorstream.qdrant.connection.Backoff;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.shared.OutageLog;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.beam.sdk.util.Sleeper;

/**
 * Repeats calls while Qdrant is away. All callers of a server share a circuit breaker, which holds
 * most calls back while the server does not answer.
 */
final class Retrier {

  private final CircuitBreaker breaker;
  private final OutageLog outages;
  private final Duration maxOutage;
  private final Runnable reconnect;
  private final Runnable onRetry;
  private final Sleeper sleeper;
  private final LongSupplier nanoClock;

  /**
   * Responses that share a breaker.
   *
   * @param outages tells of those of the server
   * @param maxOutage how long a call is tried again before it is given up
   * @param reconnect looks for the server at once. A gRPC channel that has lost its server looks
   *     for it less and less often, in the end every two minutes, and fails all calls meanwhile
   * @param onRetry is run for each call that is made again
   */
  Retrier(
      CircuitBreaker breaker,
      OutageLog outages,
      Duration maxOutage,
      Runnable reconnect,
      Runnable onRetry) {
    this(breaker, outages, maxOutage, reconnect, onRetry, Sleeper.DEFAULT, System::nanoTime);
  }

  Retrier(
      CircuitBreaker breaker,
      OutageLog outages,
      Duration maxOutage,
      Runnable reconnect,
      Runnable onRetry,
      Sleeper sleeper,
      LongSupplier nanoClock) {
    this.breaker = breaker;
    this.outages = outages;
    this.maxOutage = maxOutage;
    this.reconnect = reconnect;
    this.onRetry = onRetry;
    this.sleeper = sleeper;
    this.nanoClock = nanoClock;
  }

  /** Waits before a call is repeated that has failed this many times. */
  void pause(int failures) throws InterruptedException {
    sleeper.sleep(Backoff.millisAfter(failures));
    onRetry.run();
  }

  /**
   * Makes a call, unless the breaker holds it back. Then {@link #await} makes it.
   *
   * @param mayBeSplit whether smaller calls could do the same: then a call that is too large is not
   *     repeated
   */
  <T> RetryableCall<T> start(Supplier<ListenableFuture<T>> call, boolean mayBeSplit) {
    RetryableCall<T> attempt = new RetryableCall<>(call, mayBeSplit, breaker);
    attempt.tryToSend();
    return attempt;
  }

  /**
   * Waits for the answer, and repeats the call while Qdrant is away.
   *
   * @throws CallFailedException if Qdrant refuses the call
   * @throws IOException if the outage lasts too long
   */
  <T> T await(RetryableCall<T> attempt)
      throws CallFailedException, IOException, InterruptedException {
    long outageSince = 0;
    String failure = "its circuit breaker is open";
    for (int failures = 1; ; failures++) {
      long pauseMillis = Backoff.millisAfter(failures);
      if (attempt.isSent()) {
        try {
          T answer = attempt.answer();
          outages.worked();
          return answer;
        } catch (CallFailedException e) {
          if (!attempt.isWorthRepeatingAfter(e.kind())) {
            throw e;
          }
          if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for Qdrant");
          }
          failure = e.getMessage();
          outages.failed(failure);
          pauseMillis = Math.max(e.retryAfter().toMillis(), pauseMillis);
        }
      }
      if (failures == 1) {
        outageSince = nanoClock.getAsLong();
      }
      Duration outage = Duration.ofNanos(nanoClock.getAsLong() - outageSince);
      if (outage.compareTo(maxOutage) >= 0) {
        throw new IOException("Qdrant is away for too long: " + failure);
      }
      sleeper.sleep(Math.min(pauseMillis, maxOutage.minus(outage).toMillis() + 1));
      reconnect.run();
      if (attempt.tryToSend()) {
        onRetry.run();
      }
    }
  }
}
