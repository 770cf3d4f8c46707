package io.vectorstream.chaos.walk;

import io.grpc.Metadata;
import io.grpc.Status;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.Faults;
import io.vectorstream.local.faults.ProxiedCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store's troubles, one after the other, and the {@link RefusedPoints}. Safe for several
 * threads.
 */
final class FailingStore implements Fault {

  private static final String POINTS = "qdrant.Points/";
  private static final int SHARDS = 3;
  private static final int RATE = 4;
  private static final Duration AWAY = Duration.ofMillis(800);
  private static final Duration SLOWNESS = Duration.ofMillis(700);

  private static final Status ILL =
      Status.INTERNAL.withDescription("Service internal error: on purpose");
  private static final Status SPLIT =
      Status.RESOURCE_EXHAUSTED.withDescription(
          "Write rate limit exceeded, request larger than rate limiter capacity, please try to split"
              + " your request");
  private static final Status FULL =
      Status.INVALID_ARGUMENT.withDescription("Max points count limit of 50 reached on purpose");
  private static final Status NO_REPLICA =
      Status.INTERNAL.withDescription(
          "Service internal error: The replica set for shard 1 has no active replica");

  private final Deque<StoreTrouble> troubles;
  private int passed;
  private int met;
  private long since;

  /** A store that meets these troubles. */
  FailingStore(Collection<StoreTrouble> troubles) {
    this.troubles = new ArrayDeque<>(troubles);
  }

  @Override
  public void strike(ProxiedCall call) {
    if (!call.method().startsWith(POINTS)) {
      call.pass();
      return;
    }
    StoreTrouble trouble = next();
    call.readRequest(request -> strike(call, request, trouble));
  }

  private synchronized @Nullable StoreTrouble next() {
    StoreTrouble trouble = troubles.peek();
    if (trouble == null || passed++ < trouble.afterCalls()) {
      return null;
    }
    long now = System.nanoTime();
    since = met == 0 ? now : since;
    met++;
    if (met >= trouble.calls() && now - since >= TimeUnit.MILLISECONDS.toNanos(trouble.millis())) {
      troubles.remove();
      passed = 0;
      met = 0;
    }
    return trouble;
  }

  private void strike(ProxiedCall call, byte[] request, @Nullable StoreTrouble trouble) {
    List<String> ids = RequestPoints.ids(call.method(), request);
    boolean read = RequestPoints.isRead(call.method());
    Optional<Status> refusal = read ? Optional.empty() : RefusedPoints.answerTo(ids);
    if (trouble == null || ids.isEmpty()) {
      answer(call, refusal, Faults.none());
      return;
    }
    switch (trouble.kind()) {
      case UNAVAILABLE -> Faults.unavailable().strike(call);
      case ABORTED -> Faults.aborted().strike(call);
      case REFUSED -> Faults.refuse(AWAY).strike(call);
      case ANSWER_LOST -> answer(call, refusal, Faults.dropAnswer());
      case SLOW -> answer(call, refusal, Faults.delay(SLOWNESS));
      case ILL -> fail(call, ILL);
      case RATE_LIMIT -> Faults.resourceExhausted(Duration.ofSeconds(1)).strike(call);
      case RATE_BELOW_CALL ->
          answer(call, read || ids.size() <= RATE ? refusal : Optional.of(SPLIT), Faults.none());
      case FULL -> answer(call, read ? refusal : Optional.of(FULL), Faults.none());
      case SHARD_AWAY -> strikeShard(call, request, ids, refusal);
    }
  }

  private static void strikeShard(
      ProxiedCall call, byte[] request, List<String> ids, Optional<Status> refusal) {
    long away = ids.stream().filter(FailingStore::isAway).count();
    if (away == 0 || refusal.isPresent()) {
      answer(call, refusal, Faults.none());
    } else if (away < ids.size() && RequestPoints.isUpsert(call.method())) {
      call.replaceRequest(RequestPoints.without(FailingStore::isAway, request));
      call.applyThen(() -> fail(call, NO_REPLICA));
    } else {
      fail(call, NO_REPLICA);
    }
  }

  private static void answer(ProxiedCall call, Optional<Status> failure, Fault otherwise) {
    failure.ifPresentOrElse(status -> fail(call, status), () -> otherwise.strike(call));
  }

  private static boolean isAway(String id) {
    return Math.floorMod(id.hashCode(), SHARDS) == 0;
  }

  private static void fail(ProxiedCall call, Status status) {
    call.fail(status, new Metadata());
  }
}
