package io.vectorstream.qdrant.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vectorstream.qdrant.FakeTime;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.shared.OutageLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

final class RetrierTest {

  private final FakeTime time = new FakeTime();
  private final Deque<Throwable> failures = new ArrayDeque<>();
  private CircuitBreaker breaker = CircuitBreaker.ofDefaults("test");
  private int made;
  private int retries;
  private int reconnects;

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "ABORTED"})
  void callsAgainAfterGrowingPauses(Status.Code code) throws Exception {
    for (int i = 0; i < 5; i++) {
      failures.add(code.toStatus().asRuntimeException());
    }

    assertThat(call()).isEqualTo("answer 6");

    assertThat(retries).isEqualTo(5);
    assertThat(reconnects).isEqualTo(5);
    assertThat(time.pauses()).hasSize(5);
    long expected = 200;
    for (long pause : time.pauses()) {
      assertThat(pause).isBetween(expected / 2, expected + expected / 2);
      expected = Math.min(5_000, 2 * expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "OK",
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED",
        "RESOURCE_EXHAUSTED",
        "ABORTED",
        "CANCELLED",
        "FAILED_PRECONDITION"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void callsAgainAfterNothingElse(Status.Code code) {
    failures.add(code.toStatus().asRuntimeException());

    assertThatThrownBy(this::call)
        .isInstanceOf(CallFailedException.class)
        .hasMessage(code.toString());
    assertThat(made).isEqualTo(1);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void waitsForRoomOnlyIfTheCallCannotBeSplit() throws Exception {
    Status tooMany = Status.RESOURCE_EXHAUSTED.withDescription("please try to split your request");
    failures.add(tooMany.asRuntimeException());
    assertThatThrownBy(this::call).isInstanceOf(CallFailedException.class);

    failures.add(tooMany.asRuntimeException());
    Retrier calls = calls();
    assertThat(calls.await(calls.start(this::answer, false))).isEqualTo("answer 3");
    assertThat(time.pauses()).hasSize(1);
  }

  @Test
  void pausesAsLongAsTheServerAsks() throws Exception {
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), "7");
    failures.add(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers));

    assertThat(call()).isEqualTo("answer 2");

    assertThat(time.pauses()).containsExactly(7_000L);
  }

  @Test
  void givesUpWhenTheOutageLastsTooLong() {
    for (int i = 0; i < 1_000; i++) {
      failures.add(Status.UNAVAILABLE.withDescription("connection refused").asRuntimeException());
    }

    assertThatThrownBy(this::call)
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant is away for too long: UNAVAILABLE: connection refused");
    assertThat(time.pauses().stream().mapToLong(Long::longValue).sum()).isBetween(60_000L, 60_100L);
  }

  @Test
  void anOpenBreakerHoldsCallsBackUntilOneMayTry() throws Exception {
    breaker =
        CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom().slidingWindowSize(2).minimumNumberOfCalls(2).build());
    failures.add(Status.UNAVAILABLE.asRuntimeException());
    failures.add(Status.UNAVAILABLE.asRuntimeException());
    Retrier calls = calls();
    RetryableCall<String> first = calls.start(this::answer, true);
    RetryableCall<String> second = calls.start(this::answer, true);
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);

    RetryableCall<String> third = calls.start(this::answer, true);
    assertThat(third.isSent()).isFalse();
    assertThat(made).isEqualTo(2);

    breaker.transitionToHalfOpenState();
    assertThat(calls.await(third)).isEqualTo("answer 3");
    assertThat(calls.await(first)).isEqualTo("answer 4");
    assertThat(calls.await(second)).isEqualTo("answer 5");
    assertThat(time.pauses()).hasSize(3);
  }

  @Test
  void aBreakerThatStaysOpenIsAnOutageThatLasts() {
    breaker.transitionToForcedOpenState();

    assertThatThrownBy(this::call)
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant is away for too long: its circuit breaker is open");
    assertThat(made).isZero();
  }

  @Test
  void aRefusalDoesNotOpenTheBreaker() {
    for (int i = 0; i < 200; i++) {
      failures.add(Status.INVALID_ARGUMENT.asRuntimeException());
      assertThatThrownBy(this::call).isInstanceOf(CallFailedException.class);
    }
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  private String call() throws Exception {
    Retrier calls = calls();
    return calls.await(calls.start(this::answer, true));
  }

  private Retrier calls() {
    return new Retrier(
        breaker,
        new OutageLog(LoggerFactory.getLogger("test"), "Qdrant"),
        Duration.ofSeconds(60),
        () -> reconnects++,
        () -> retries++,
        time,
        time);
  }

  private ListenableFuture<String> answer() {
    made++;
    return failures.isEmpty()
        ? Futures.immediateFuture("answer " + made)
        : Futures.immediateFailedFuture(failures.remove());
  }
}
