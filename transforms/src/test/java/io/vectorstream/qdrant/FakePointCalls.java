package io.vectorstream.qdrant;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes points like Qdrant: a batch with a refused point is refused whole. It knows no conditions.
 */
final class FakePointCalls implements PointCalls {

  private final Set<Long> refused = new HashSet<>();
  private final Set<Long> poisonous = new HashSet<>();
  private final Deque<StatusRuntimeException> failures = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Long> stored = new ArrayList<>();
  private final Map<PointId, Map<String, Value>> payloads = new HashMap<>();

  /** Refuses these points for their content, from now on. */
  FakePointCalls refuse(Long... ids) {
    refused.addAll(List.of(ids));
    return this;
  }

  /** Fails by its own fault on each call with one of these points, from now on. */
  FakePointCalls failOn(Long... ids) {
    poisonous.addAll(List.of(ids));
    return this;
  }

  /** Answers the next call with this status. */
  FakePointCalls failNextWith(Status status) {
    return failNextWith(status.asRuntimeException());
  }

  /** Answers the next call with this failure. */
  FakePointCalls failNextWith(StatusRuntimeException failure) {
    failures.add(failure);
    return this;
  }

  /** Each call so far: what it does, and the ids. */
  List<String> calls() {
    return calls;
  }

  /** The ids that are there, in the order they were applied. */
  List<Long> stored() {
    return stored;
  }

  @Override
  public ListenableFuture<UpdateResult> upsert(List<PointStruct> points, List<Condition> unless) {
    List<Long> ids = points.stream().map(point -> point.getId().getNum()).toList();
    return answer(
        "upsert " + ids,
        ids,
        () -> {
          stored.addAll(ids);
          points.forEach(point -> payloads.put(point.getId(), point.getPayloadMap()));
        });
  }

  @Override
  public ListenableFuture<UpdateResult> delete(List<PointId> points, List<Condition> unless) {
    List<Long> ids = points.stream().map(PointId::getNum).toList();
    return answer("delete " + ids, ids, () -> stored.removeAll(ids));
  }

  private ListenableFuture<UpdateResult> answer(String call, List<Long> ids, Runnable effect) {
    calls.add(call);
    if (!failures.isEmpty()) {
      return Futures.immediateFailedFuture(failures.remove());
    }
    if (ids.stream().anyMatch(refused::contains)) {
      return Futures.immediateFailedFuture(
          Status.INVALID_ARGUMENT.withDescription("bad vector").asRuntimeException());
    }
    if (ids.stream().anyMatch(poisonous::contains)) {
      return Futures.immediateFailedFuture(
          Status.INTERNAL.withDescription("Service internal error").asRuntimeException());
    }
    effect.run();
    return Futures.immediateFuture(
        UpdateResult.newBuilder().setStatus(UpdateStatus.Completed).build());
  }

  @Override
  public ListenableFuture<Map<PointId, Map<String, Value>>> payloads(
      List<PointId> ids, String field) {
    calls.add("read " + ids.stream().map(PointId::getNum).toList());
    Map<PointId, Map<String, Value>> found = new HashMap<>(payloads);
    found.keySet().retainAll(ids);
    return Futures.immediateFuture(found);
  }
}
