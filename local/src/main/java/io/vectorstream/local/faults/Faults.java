package io.vectorstream.local.faults;

import static com.google.common.base.Preconditions.checkArgument;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;

/** The usual faults. Two that were made alike are equal. */
public final class Faults {

  /** Where Qdrant says, in whole seconds, when a call that it had no room for may come again. */
  static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private Faults() {}

  /** No fault: the call is passed on. */
  public static Fault none() {
    return new None();
  }

  /** The call is passed on after a time; see {@link Fault#afterApplying} for a late answer. */
  public static Fault delay(Duration time) {
    return new Delay(time);
  }

  /** The server does not answer, so that the call ends at the client's deadline. */
  public static Fault noAnswer() {
    return new NoAnswer();
  }

  /** The server applies the call, and its answer gets lost on the way: {@code UNAVAILABLE}. */
  public static Fault dropAnswer() {
    return unavailable().afterApplying();
  }

  /** The connection is torn while the client sends its request. */
  public static Fault reset() {
    return new Reset();
  }

  /** The connection is torn, and new ones are refused for a time; then the port is open again. */
  public static Fault refuse(Duration time) {
    return new Refuse(time);
  }

  /** {@code UNAVAILABLE}, as from a load balancer whose server is away. */
  public static Fault unavailable() {
    return fail(Status.UNAVAILABLE);
  }

  /** {@code ABORTED}, as from a server that gave the call up in favour of another. */
  public static Fault aborted() {
    return fail(Status.ABORTED);
  }

  /**
   * {@code RESOURCE_EXHAUSTED}, as Qdrant limits the rate of writes: with the trailer {@code
   * retry-after}.
   *
   * @param retryAfter when the call may come again, at least a second; a fraction is rounded up, as
   *     Qdrant does
   */
  public static Fault resourceExhausted(Duration retryAfter) {
    checkArgument(
        retryAfter.compareTo(Duration.ofSeconds(1)) >= 0,
        "retryAfter has to be a second or more, it is %s",
        retryAfter);
    return new ResourceExhausted(retryAfter);
  }

  /** The call ends with a status of the server's, which is not OK. */
  public static Fault fail(Status status) {
    checkArgument(!status.isOk(), "a status that is a failure is wanted, not %s", status);
    return new Fail(status.getCode());
  }

  private record None() implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      call.pass();
    }
  }

  private record Delay(Duration time) implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      call.after(time, call::pass);
    }
  }

  private record NoAnswer() implements Fault {
    @Override
    public void strike(ProxiedCall call) {}
  }

  private record Reset() implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      call.resetConnections();
    }
  }

  private record Refuse(Duration time) implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      call.refuseConnections(time);
    }
  }

  private record ResourceExhausted(Duration retryAfter) implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
      Metadata trailers = new Metadata();
      trailers.put(RETRY_AFTER, Long.toString(seconds));
      call.fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "Write rate limit exceeded: Retry after " + seconds + "s"),
          trailers);
    }
  }

  private record Fail(Status.Code code) implements Fault {
    @Override
    public void strike(ProxiedCall call) {
      call.fail(code.toStatus().withDescription("a fault on purpose"), new Metadata());
    }
  }
}
