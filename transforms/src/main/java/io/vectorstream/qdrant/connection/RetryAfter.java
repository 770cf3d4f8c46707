package io.vectorstream.qdrant.connection;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/** Reads how long a server that is overloaded wants to be left alone. */
final class RetryAfter {

  /** Qdrant's rate limits answer with this, in whole seconds. */
  private static final Metadata.Key<String> SECONDS =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private RetryAfter() {}

  /** What a failed call's trailers say; zero if they say nothing that can be read. */
  static Duration of(Throwable failure) {
    return Optional.ofNullable(Status.trailersFromThrowable(failure))
        .map(trailers -> trailers.get(SECONDS))
        .map(RetryAfter::parse)
        .orElse(Duration.ZERO);
  }

  private static Duration parse(String seconds) {
    try {
      return Duration.ofMillis(Math.max(0, Math.round(Double.parseDouble(seconds) * 1000)));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
