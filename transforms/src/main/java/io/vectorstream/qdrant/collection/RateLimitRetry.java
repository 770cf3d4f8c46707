package io.vectorstream.qdrant.collection;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.vectorstream.qdrant.connection.Backoff;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.Responses;
import io.vectorstream.shared.OutageLog;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.beam.sdk.util.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats calls that exceed a rate limit. For calls that are made before anything is written. */
final class RateLimitRetry {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimitRetry.class);

  /** Qdrant counts calls by the minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Sleeper sleeper;
  private final OutageLog outages = new OutageLog(LOG, "Qdrant");

  RateLimitRetry(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * Waits for the response to a call.
   *
   * @throws CallFailedException if the server refused it or did not answer, or was over its limit
   *     for five minutes
   */
  <T> T await(Supplier<ListenableFuture<T>> call) throws CallFailedException {
    long waitedMillis = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        T response = Responses.await(call.get());
        outages.worked();
        return response;
      } catch (CallFailedException e) {
        if (e.status().getCode() != Status.Code.RESOURCE_EXHAUSTED
            || waitedMillis >= PATIENCE.toMillis()) {
          throw e;
        }
        outages.failed(e.getMessage());
        long pauseMillis = Math.max(e.retryAfter().toMillis(), Backoff.millisAfter(attempt));
        pause(pauseMillis, e);
        waitedMillis += pauseMillis;
      }
    }
  }

  private void pause(long millis, CallFailedException cause) throws CallFailedException {
    try {
      sleeper.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
