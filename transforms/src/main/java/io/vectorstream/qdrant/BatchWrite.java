package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.BatchDelivery.Taken;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings points home that go in one call, and makes sure that no newer one is replaced.
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

  /** How often what is stored is read and what is older replaced. Twice is rare. */
  private static final int ROUNDS = 3;

  private final BatchCalls<T> batchCalls;
  private final BatchDelivery<T> delivery;
  private final PatientCalls calls;
  private final WriteHistory history;

  BatchWrite(
      BatchCalls<T> batchCalls,
      BatchDelivery<T> delivery,
      PatientCalls calls,
      WriteHistory history) {
    this.batchCalls = batchCalls;
    this.delivery = delivery;
    this.calls = calls;
    this.history = history;
  }

  /** Sends points that can go in the same call. */
  Attempt<Effect> start(List<PendingPoint<T>> batch) {
    return batchCalls.send(batch);
  }

  /**
   * Waits until each point of a call has had its effect or is refused for good.
   *
   * @param call the call that carries the batch
   * @throws IOException if the outage lasts too long, or the failure is no point's fault
   */
  void settle(List<PendingPoint<T>> batch, Attempt<Effect> call, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    List<Taken<T>> taken = delivery.deliver(batch, call, outcomes);
    if (batch.get(0).version() == null) {
      taken.forEach(part -> succeed(part, outcomes));
      return;
    }
    for (int round = 1; round <= ROUNDS && !taken.isEmpty(); round++) {
      StaleVersions<T> stale = new StaleVersions<>();
      for (Taken<T> part : taken) {
        compareWithStored(part, stale, outcomes);
      }
      taken = replace(stale.groups(), outcomes);
    }
    // Qdrant compares these versions otherwise than this side does, and its word counts: each goes
    // on its own condition, which says whether it is stored.
    for (Taken<T> part : taken) {
      for (PendingPoint<T> point : part.points()) {
        List<PendingPoint<T>> alone = List.of(point);
        delivery
            .deliver(alone, batchCalls.send(alone), outcomes)
            .forEach(last -> succeed(last, outcomes));
      }
    }
  }

  private List<Taken<T>> replace(List<List<PendingPoint<T>>> groups, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    if (groups.isEmpty()) {
      return List.of();
    }
    List<PendingPoint<T>> all = groups.stream().flatMap(List::stream).toList();
    return delivery.deliver(all, batchCalls.sendAgain(groups), outcomes);
  }

  private void compareWithStored(Taken<T> taken, StaleVersions<T> stale, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    Map<PointId, Map<String, Value>> stored = readVersions(taken.points());
    int inVain = 0;
    for (PendingPoint<T> point : taken.points()) {
      Version version = batchCalls.storedVersion(stored, point);
      if (version == null) {
        // Gone, or in its place what names no such version: this one was there, if only for long
        // enough that others could replace it.
        succeed(point, taken.effect(), outcomes);
      } else if (version.compareTo(point.version()) < 0) {
        stale.add(point, version);
        inVain++;
      } else if (version.compareTo(point.version()) > 0 || point.isDeletion()) {
        inVain++;
        outcomes.superseded(point);
      } else {
        succeed(point, taken.effect(), outcomes);
      }
    }
    if (!history.versionsOverlap()) {
      batchCalls.noteOverlap(inVain, taken.points().size());
    }
  }

  private Map<PointId, Map<String, Value>> readVersions(List<PendingPoint<T>> batch)
      throws IOException, InterruptedException {
    try {
      return calls.await(batchCalls.readVersions(batch));
    } catch (CallFailedException refusal) {
      if (refusal.kind() != FailureKind.TOO_MANY) {
        throw BatchDelivery.failure(batch, refusal);
      }
      int middle = batch.size() / 2;
      Map<PointId, Map<String, Value>> versions =
          new HashMap<>(readVersions(batch.subList(0, middle)));
      versions.putAll(readVersions(batch.subList(middle, batch.size())));
      return versions;
    }
  }

  private void succeed(Taken<T> taken, Outcomes<T> outcomes) {
    taken.points().forEach(point -> succeed(point, taken.effect(), outcomes));
  }

  private void succeed(PendingPoint<T> point, Effect effect, Outcomes<T> outcomes) {
    history.changes().wasApplied(point);
    if (!point.isDeletion()) {
      outcomes.written(point);
    } else if (effect.absent().contains(point.id())) {
      outcomes.absent(point);
    } else {
      outcomes.deleted(point);
    }
  }
}
