package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.vectorstream.qdrant.Calls.CallFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings points home that go in one call: waits, tries again, narrows a refusal to its points, and
 * makes sure that no newer one is replaced.
 *
 * <p><b>Newest wins.</b> A call has a single condition for all of its points: leave alone what is
 * not older than the oldest of them. That is right whatever others write meanwhile, but too
 * cautious for the rest of the points. So the versions that are stored then are read, and those
 * points that found an older one, yet not older than the condition, go again in calls of their own,
 * with as few conditions as there can be. Nearly always there are none.
 */
final class BatchWrite<T> {

  private final PointCalls points;
  private final PatientCalls calls;
  private final RecentChanges changes;
  private final @Nullable String versionField;
  private final WriteMetrics metrics;

  /**
   * Writes to a collection.
   *
   * @param versionField where a point's payload says how new it is; null if the last one wins
   */
  BatchWrite(
      PointCalls points,
      PatientCalls calls,
      RecentChanges changes,
      @Nullable String versionField,
      WriteMetrics metrics) {
    this.points = points;
    this.calls = calls;
    this.changes = changes;
    this.versionField = versionField;
    this.metrics = metrics;
  }

  /** Sends points that can go in the same call. */
  Attempt<UpdateResult> start(List<PendingPoint<T>> batch) {
    Condition unless = unlessNotOlder(batch);
    if (batch.get(0).isDeletion()) {
      List<PointId> ids = ids(batch);
      return calls.start(() -> points.delete(ids, unless));
    }
    List<PointStruct> structs = batch.stream().map(PendingPoint::struct).toList();
    return calls.start(() -> points.upsert(structs, unless));
  }

  private @Nullable Condition unlessNotOlder(List<PendingPoint<T>> batch) {
    if (batch.get(0).version() == null) {
      return null;
    }
    return batch.stream()
        .map(PendingPoint::version)
        .min(Version::compareTo)
        .get()
        .orNewer(versionField);
  }

  /**
   * Waits until each point of a call has had its effect or is refused for good.
   *
   * @param call the call that carries the batch
   * @throws IOException if the outage lasts too long, or the failure is no point's fault
   */
  void settle(List<PendingPoint<T>> batch, Attempt<UpdateResult> call, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    try {
      checkApplied(calls.await(call));
    } catch (CallFailedException refusal) {
      if (refusal.kind() != FailureKind.CONTENT) {
        throw failure(batch, refusal);
      }
      if (batch.size() == 1) {
        outcomes.rejected(batch.get(0), refusal);
        return;
      }
      int middle = batch.size() / 2;
      write(batch.subList(0, middle), outcomes);
      write(batch.subList(middle, batch.size()), outcomes);
      return;
    }
    metrics.batchWritten(batch, call.latency());
    if (batch.get(0).version() == null) {
      batch.forEach(point -> succeed(point, outcomes));
    } else {
      settleVersions(batch, outcomes);
    }
    buryAgain(batch);
  }

  private void write(List<PendingPoint<T>> batch, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    settle(batch, start(batch), outcomes);
  }

  private void settleVersions(List<PendingPoint<T>> batch, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    Map<PointId, Map<String, Value>> stored = storedVersions(batch);
    StaleVersions<T> stale = new StaleVersions<>();
    for (PendingPoint<T> point : batch) {
      Map<String, Value> payload = stored.get(point.id());
      Version version = payload == null ? null : Version.find(payload, versionField).orElse(null);
      if (version == null || version.kind() != point.version().kind()) {
        // Gone, or in its place what names no such version: this one was there, if only for long
        // enough that others could replace it.
        succeed(point, outcomes);
      } else if (version.compareTo(point.version()) < 0) {
        stale.add(point, version);
      } else if (version.compareTo(point.version()) > 0 || point.isDeletion()) {
        outcomes.superseded(point);
      } else {
        succeed(point, outcomes);
      }
    }
    for (List<PendingPoint<T>> group : stale.groups()) {
      write(group, outcomes);
    }
  }

  private Map<PointId, Map<String, Value>> storedVersions(List<PendingPoint<T>> batch)
      throws IOException, InterruptedException {
    List<PointId> ids = ids(batch);
    try {
      return calls.await(calls.start(() -> points.payloads(ids, versionField)));
    } catch (CallFailedException refusal) {
      throw failure(batch, refusal);
    }
  }

  /** A record that was deleted while its point was under way may have come after its deletion. */
  private void buryAgain(List<PendingPoint<T>> batch) throws IOException, InterruptedException {
    List<PendingPoint<T>> outlived =
        batch.stream().filter(point -> !point.isDeletion()).filter(changes::outlived).toList();
    if (outlived.isEmpty()) {
      return;
    }
    List<PointId> ids = ids(outlived);
    try {
      checkApplied(calls.await(calls.start(() -> points.delete(ids, null))));
    } catch (CallFailedException refusal) {
      throw failure(outlived, refusal);
    }
  }

  private void succeed(PendingPoint<T> point, Outcomes<T> outcomes) {
    if (point.isDeletion()) {
      outcomes.deleted(point);
    } else {
      changes.wasWritten(point);
      outcomes.written(point);
    }
  }

  private List<PointId> ids(List<PendingPoint<T>> batch) {
    return batch.stream().map(PendingPoint::id).toList();
  }

  private static IOException failure(List<?> batch, CallFailedException refusal) {
    return new IOException(
        "Qdrant did not take " + batch.size() + " points: " + refusal.getMessage(), refusal);
  }

  private static void checkApplied(UpdateResult result) throws IOException {
    if (result.getStatus() != UpdateStatus.Completed) {
      throw new IOException("Qdrant answered a write with " + result.getStatus());
    }
  }
}
