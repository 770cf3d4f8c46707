package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vectorstream.qdrant.FakeTime;
import io.vectorstream.qdrant.connection.CallFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

final class RateLimitRetryTest {

  private final FakeTime time = new FakeTime();
  private final RateLimitRetry calls = new RateLimitRetry(time);
  private final Deque<Throwable> failures = new ArrayDeque<>();
  private int made;

  @Test
  void waitsForRoomAsLongAsTheServerAsks() throws Exception {
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), "7");
    failures.add(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers));
    failures.add(Status.RESOURCE_EXHAUSTED.asRuntimeException());

    assertThat(calls.await(this::answer)).isEqualTo("answer 3");

    assertThat(time.pauses()).hasSize(2).first().isEqualTo(7_000L);
  }

  @Test
  void doesNotWaitForEver() {
    for (int i = 0; i < 1_000; i++) {
      failures.add(Status.RESOURCE_EXHAUSTED.withDescription("no room").asRuntimeException());
    }

    assertThatThrownBy(() -> calls.await(this::answer))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("RESOURCE_EXHAUSTED: no room");
    assertThat(time.getAsLong() / 1_000_000_000).isBetween(300L, 310L);
  }

  @Test
  void waitsForNothingElse() {
    failures.add(Status.UNAVAILABLE.asRuntimeException());

    assertThatThrownBy(() -> calls.await(this::answer)).isInstanceOf(CallFailedException.class);
    assertThat(made).isEqualTo(1);
    assertThat(time.pauses()).isEmpty();
  }

  private ListenableFuture<String> answer() {
    made++;
    return failures.isEmpty()
        ? Futures.immediateFuture("answer " + made)
        : Futures.immediateFailedFuture(failures.remove());
  }
}
