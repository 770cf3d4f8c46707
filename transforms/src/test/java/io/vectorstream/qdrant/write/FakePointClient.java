package io.vectorstream.qdrant.write;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.vectorstream.qdrant.point.EncodedPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes points like Qdrant: a batch with a refused point is refused whole. It knows no conditions.
 * Ids are numbers; the probe's, which is none, stands as 0.
 */
final class FakePointClient implements PointClient {

  private static final String UPSERT = "upsert";
  private static final String DELETE = "delete";

  private record Rule(String verb, Predicate<Collection<Long>> ids, Status status) {

    boolean isBrokenBy(String verb, Collection<Long> called) {
      return verb.equals(this.verb) && ids.test(called);
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final Deque<StatusRuntimeException> failures = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Long> stored = new ArrayList<>();
  private final Map<PointId, Map<String, Value>> payloads = new HashMap<>();
  private final Set<Long> appliedThough = new HashSet<>();
  private ListenableFuture<?> open = Futures.immediateVoidFuture();
  private boolean storesInPart;
  private boolean showsOldVersions;

  /** Refuses these points for their content, from now on. */
  FakePointClient refuse(Long... ids) {
    return failOn(Status.INVALID_ARGUMENT.withDescription("bad vector"), ids);
  }

  /** Fails by its own fault on each call with one of these points, from now on. */
  FakePointClient failOn(Long... ids) {
    return failOn(Status.INTERNAL.withDescription("Service internal error"), ids);
  }

  private FakePointClient failOn(Status status, Long... ids) {
    Set<Long> bad = Set.of(ids);
    return failWhen(call -> call.stream().anyMatch(bad::contains), status);
  }

  /** Answers each upsert of such points with this status, from now on. */
  FakePointClient failWhen(Predicate<Collection<Long>> ids, Status status) {
    rules.add(new Rule(UPSERT, ids, status));
    return this;
  }

  /** Stores the good points of calls that are refused, as Qdrant may where vectors have names. */
  FakePointClient storeGoodPointsOfRefusedCalls() {
    storesInPart = true;
    return this;
  }

  /** Shows a version of each point that is older than any that is written. */
  FakePointClient showOldVersions() {
    showsOldVersions = true;
    return this;
  }

  /** Answers each deletion with this status, from now on. */
  FakePointClient failDeletions(Status status) {
    rules.add(new Rule(DELETE, ids -> true, status));
    return this;
  }

  /** Applies each upsert of such a point and answers with this status all the same, from now on. */
  FakePointClient failAfterApplying(Long id, Status status) {
    appliedThough.add(id);
    return failOn(status, id);
  }

  /** Takes deletions again. */
  void allowDeletions() {
    rules.removeIf(rule -> rule.verb().equals(DELETE));
  }

  /** Answers the next call with this status. */
  FakePointClient failNextWith(Status status) {
    return failNextWith(status.asRuntimeException());
  }

  /** Answers the next call with this failure. */
  FakePointClient failNextWith(StatusRuntimeException failure) {
    failures.add(failure);
    return this;
  }

  /** Keeps the answers to upserts and deletions back until this is done. */
  FakePointClient answerAfter(ListenableFuture<?> open) {
    this.open = open;
    return this;
  }

  /** Each call so far: what it does, and the ids. */
  List<String> calls() {
    return calls;
  }

  /** The ids that are there, in the order they were applied last. */
  List<Long> stored() {
    return stored;
  }

  @Override
  public synchronized ListenableFuture<UpdateResult> upsert(
      List<EncodedPoint> points, List<Condition> unless) {
    List<Long> ids = points.stream().map(point -> point.id().getNum()).toList();
    points.stream()
        .filter(point -> appliedThough.contains(point.id().getNum()))
        .forEach(this::store);
    if (storesInPart) {
      points.stream()
          .filter(point -> rulesBrokenBy(UPSERT, List.of(point.id().getNum())).isEmpty())
          .forEach(this::store);
    }
    return answer(UPSERT, ids, () -> points.forEach(this::store));
  }

  private void store(EncodedPoint point) {
    stored.remove(point.id().getNum());
    stored.add(point.id().getNum());
    payloads.put(point.id(), point.toStruct().getPayloadMap());
  }

  @Override
  public synchronized ListenableFuture<UpdateResult> delete(
      List<PointId> points, List<Condition> unless) {
    List<Long> ids = numbers(points);
    return answer(
        DELETE,
        ids,
        () -> {
          stored.removeAll(ids);
          payloads.keySet().removeAll(points);
        });
  }

  private ListenableFuture<UpdateResult> answer(String verb, List<Long> ids, Runnable effect) {
    calls.add(verb + " " + ids);
    if (!failures.isEmpty()) {
      return Futures.immediateFailedFuture(failures.remove());
    }
    List<Rule> broken = rulesBrokenBy(verb, ids);
    if (!broken.isEmpty()) {
      StatusRuntimeException refusal = broken.get(0).status().asRuntimeException();
      return Futures.transformAsync(
          open, unused -> Futures.immediateFailedFuture(refusal), MoreExecutors.directExecutor());
    }
    effect.run();
    return Futures.transform(
        open,
        unused -> UpdateResult.newBuilder().setStatus(UpdateStatus.Completed).build(),
        MoreExecutors.directExecutor());
  }

  private List<Rule> rulesBrokenBy(String verb, List<Long> ids) {
    return rules.stream().filter(rule -> rule.isBrokenBy(verb, ids)).toList();
  }

  @Override
  public synchronized ListenableFuture<Set<PointId>> stored(List<PointId> ids) {
    Set<PointId> found = new HashSet<>(ids);
    found.retainAll(payloads.keySet());
    return Futures.immediateFuture(found);
  }

  @Override
  public synchronized ListenableFuture<Map<PointId, Map<String, Value>>> payloads(
      List<PointId> ids, String field) {
    calls.add("read " + numbers(ids));
    Map<PointId, Map<String, Value>> found = new HashMap<>(payloads);
    found.keySet().retainAll(ids);
    if (showsOldVersions) {
      found.replaceAll((id, payload) -> Map.of(field, ValueFactory.value(0.0)));
    }
    return Futures.immediateFuture(found);
  }

  private static List<Long> numbers(List<PointId> ids) {
    return ids.stream().map(PointId::getNum).toList();
  }
}
