package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
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
 * <p><b>Newest wins.</b> A call has a single filter for all of its points, so a batch goes with one
 * that is right for its oldest version: leave alone what is not older than that. Whatever others
 * write meanwhile, that replaces nothing newer, but it is too cautious for the rest of the points.
 * So the versions that are stored then are read, and the points that found an older one, yet not
 * older than the filter's, go again in a second call. Its filter tells them apart by their ids, in
 * as few groups as their versions allow. Mostly there are none. Where there are many, {@link
 * BatchCalls} reads before it writes.
 */
final class BatchWrite<T> {

  private final BatchCalls<T> batchCalls;
  private final PatientCalls calls;
  private final WriteHistory history;
  private final WriteMetrics metrics;

  /**
   * Writes to a collection.
   *
   * @param versionField where a point's payload says how new it is; null if the last one wins
   */
  BatchWrite(
      PointCalls points,
      PatientCalls calls,
      WriteHistory history,
      @Nullable String versionField,
      WriteMetrics metrics) {
    this.batchCalls = new BatchCalls<>(points, calls, history, versionField);
    this.calls = calls;
    this.history = history;
    this.metrics = metrics;
  }

  /** Sends points that can go in the same call. */
  Attempt<UpdateResult> start(List<PendingPoint<T>> batch) {
    return batchCalls.send(batch);
  }

  /**
   * Waits until each point of a call has had its effect or is refused for good.
   *
   * @param call the call that carries the batch
   * @throws IOException if the outage lasts too long, or the failure is no point's fault
   */
  void settle(List<PendingPoint<T>> batch, Attempt<UpdateResult> call, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    SuspectPoints<T> suspects = new SuspectPoints<>(history);
    settle(batch, call, suspects, outcomes);
    for (PendingPoint<T> suspect : suspects.points()) {
      tryAlone(suspect, suspects, outcomes);
    }
  }

  private void settle(
      List<PendingPoint<T>> batch,
      Attempt<UpdateResult> call,
      SuspectPoints<T> suspects,
      Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    try {
      checkApplied(calls.await(call));
    } catch (CallFailedException refusal) {
      if (refusal.kind() == FailureKind.SETUP) {
        throw failure(batch, refusal);
      }
      if (batch.size() > 1) {
        int middle = batch.size() / 2;
        write(batch.subList(0, middle), suspects, outcomes);
        write(batch.subList(middle, batch.size()), suspects, outcomes);
      } else if (refusal.kind() == FailureKind.SERVER) {
        suspects.add(batch.get(0), refusal);
      } else {
        outcomes.rejected(batch.get(0), refusal);
      }
      return;
    }
    applied(batch, call, outcomes);
  }

  private void write(List<PendingPoint<T>> batch, SuspectPoints<T> suspects, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    settle(batch, batchCalls.send(batch), suspects, outcomes);
  }

  /** Sends a point again that Qdrant has failed on, some times; by then it may have recovered. */
  private void tryAlone(PendingPoint<T> suspect, SuspectPoints<T> suspects, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    List<PendingPoint<T>> alone = List.of(suspect);
    for (int failures = 1; ; failures++) {
      calls.pause(failures);
      Attempt<UpdateResult> call = batchCalls.send(alone);
      try {
        checkApplied(calls.await(call));
      } catch (CallFailedException refusal) {
        if (refusal.kind() == FailureKind.SETUP) {
          throw failure(alone, refusal);
        }
        if (refusal.kind() == FailureKind.SERVER && failures < SuspectPoints.TRIES) {
          continue;
        }
        if (refusal.kind() == FailureKind.SERVER) {
          suspects.checkThatOthersAreTaken(refusal);
        }
        outcomes.rejected(suspect, refusal);
        return;
      }
      applied(alone, call, outcomes);
      return;
    }
  }

  private void applied(
      List<PendingPoint<T>> batch, Attempt<UpdateResult> call, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    metrics.batchWritten(batch, call.latency());
    buryAgain(batch);
    if (batch.get(0).version() == null) {
      batch.forEach(point -> succeed(point, outcomes));
    } else {
      settleVersions(batch, outcomes);
    }
  }

  private void settleVersions(List<PendingPoint<T>> batch, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    Map<PointId, Map<String, Value>> stored;
    try {
      stored = calls.await(batchCalls.readVersions(batch));
    } catch (CallFailedException refusal) {
      throw failure(batch, refusal);
    }
    StaleVersions<T> stale = new StaleVersions<>();
    int inVain = 0;
    for (PendingPoint<T> point : batch) {
      Version version = batchCalls.storedVersion(stored, point);
      if (version == null) {
        // Gone, or in its place what names no such version: this one was there, if only for long
        // enough that others could replace it.
        succeed(point, outcomes);
      } else if (version.compareTo(point.version()) < 0) {
        stale.add(point, version);
        inVain++;
      } else if (version.compareTo(point.version()) > 0 || point.isDeletion()) {
        inVain++;
        outcomes.superseded(point);
      } else {
        succeed(point, outcomes);
      }
    }
    if (!history.versionsOverlap()) {
      batchCalls.noteOverlap(inVain, batch.size());
    }
    List<List<PendingPoint<T>>> groups = stale.groups();
    if (!groups.isEmpty()) {
      List<PendingPoint<T>> again = groups.stream().flatMap(List::stream).toList();
      settle(again, batchCalls.sendAgain(groups), outcomes);
    }
  }

  /** A record that was deleted while its point was under way may have come after its deletion. */
  private void buryAgain(List<PendingPoint<T>> batch) throws IOException, InterruptedException {
    List<PendingPoint<T>> outlived =
        batch.stream()
            .filter(point -> !point.isDeletion())
            .filter(history.changes()::outlived)
            .toList();
    if (outlived.isEmpty()) {
      return;
    }
    try {
      checkApplied(calls.await(batchCalls.delete(outlived)));
    } catch (CallFailedException refusal) {
      throw failure(outlived, refusal);
    }
  }

  private void succeed(PendingPoint<T> point, Outcomes<T> outcomes) {
    if (point.isDeletion()) {
      outcomes.deleted(point);
    } else {
      history.changes().wasWritten(point);
      outcomes.written(point);
    }
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
