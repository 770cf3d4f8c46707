package io.vectorstream.qdrant;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes points like Qdrant: a batch with a refused point is refused whole. */
final class FakePointUpserter implements PointUpserter {

  private final Set<String> refused = new HashSet<>();
  private final Deque<Status> outages = new ArrayDeque<>();
  private final List<List<String>> calls = new ArrayList<>();
  private final List<String> stored = new ArrayList<>();

  /** Refuses these points for their content, from now on. */
  FakePointUpserter refuse(String... uuids) {
    refused.addAll(List.of(uuids));
    return this;
  }

  /** Answers the next call with this status. */
  FakePointUpserter failNextWith(Status status) {
    outages.add(status);
    return this;
  }

  /** The ids of each call so far. */
  List<List<String>> calls() {
    return calls;
  }

  /** The ids that were applied, in order. */
  List<String> stored() {
    return stored;
  }

  @Override
  public ListenableFuture<UpdateResult> upsert(List<PointStruct> points) {
    List<String> ids = points.stream().map(point -> point.getId().getUuid()).toList();
    calls.add(ids);
    if (!outages.isEmpty()) {
      return Futures.immediateFailedFuture(outages.remove().asRuntimeException());
    }
    if (ids.stream().anyMatch(refused::contains)) {
      return Futures.immediateFailedFuture(
          Status.INVALID_ARGUMENT.withDescription("bad vector").asRuntimeException());
    }
    stored.addAll(ids);
    return Futures.immediateFuture(
        UpdateResult.newBuilder().setStatus(UpdateStatus.Completed).build());
  }

  @Override
  public void close() {}
}
