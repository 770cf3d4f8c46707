package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import io.vectorstream.qdrant.write.BatchDelivery.Taken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes points that go in one call, and makes sure that none replaces a newer one.
 *
 * <p>A call has one filter for all of its points. The first call of a batch takes the filter that
 * is right for its oldest version: replace only what is older than that. It never replaces a newer
 * point, whatever others write meanwhile, but it holds back more points than necessary. So the
 * stored versions are read afterwards, and points that are newer than the stored ones go again in a
 * second call. Its filter tells points apart by their ids, in as few groups as their versions
 * allow. Usually there are none. Where there are many, {@link PointSender} reads before it writes.
 */
final class NewestWinsWriter<T> {

  /** How often stored versions are read and older points replaced. Twice is rare. */
  private static final int ROUNDS = 3;

  private final PointSender<T> sender;
  private final BatchDelivery<T> delivery;
  private final Retrier retrier;
  private final WriteHistory history;

  NewestWinsWriter(
      PointSender<T> sender, BatchDelivery<T> delivery, Retrier retrier, WriteHistory history) {
    this.sender = sender;
    this.delivery = delivery;
    this.retrier = retrier;
    this.history = history;
  }

  /** Sends points that can go in the same call. */
  RetryableCall<Effect> start(List<PendingPoint<T>> batch) {
    return sender.send(batch);
  }

  /**
   * Waits until each point of a call has had its effect or is refused for good.
   *
   * @param call the call that carries the batch
   * @throws IOException if the outage lasts too long, or the failure is no point's fault
   */
  void settle(List<PendingPoint<T>> batch, RetryableCall<Effect> call, Outcomes<T> outcomes)
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
    // Qdrant compares these versions differently, and Qdrant decides. Each point goes alone: then
    // its own condition decides whether it is stored.
    for (Taken<T> part : taken) {
      for (PendingPoint<T> point : part.points()) {
        List<PendingPoint<T>> alone = List.of(point);
        delivery
            .deliver(alone, sender.send(alone), outcomes)
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
    return delivery.deliver(all, sender.sendAgain(groups), outcomes);
  }

  private void compareWithStored(Taken<T> taken, StaleVersions<T> stale, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    Map<PointId, Map<String, Value>> stored = readVersions(taken.points());
    int heldBack = 0;
    for (PendingPoint<T> point : taken.points()) {
      Version version = sender.storedVersion(stored, point);
      if (version == null) {
        // The point was stored, and others have deleted it or replaced it by one without a version.
        succeed(point, taken.effect(), outcomes);
      } else if (version.compareTo(point.version()) < 0) {
        stale.add(point, version);
        heldBack++;
      } else if (version.compareTo(point.version()) > 0 || point.isDeletion()) {
        heldBack++;
        outcomes.superseded(point);
      } else {
        succeed(point, taken.effect(), outcomes);
      }
    }
    if (!history.versionsOverlap()) {
      sender.noteOverlap(heldBack, taken.points().size());
    }
  }

  private Map<PointId, Map<String, Value>> readVersions(List<PendingPoint<T>> batch)
      throws IOException, InterruptedException {
    try {
      return retrier.await(sender.readVersions(batch));
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
