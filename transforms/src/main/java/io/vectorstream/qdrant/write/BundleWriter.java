package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects a bundle's points into batches, keeps some of those under way, and tells what became of
 * each point. Used by one thread.
 */
public final class BundleWriter<T> {

  private record Sent<T>(
      PendingBatch<T> batch, List<PendingPoint<T>> points, RetryableCall<Effect> call) {}

  private final NewestWinsWriter<T> writer;
  private final RecentChanges changes;
  private final IdsUnderWay underWay;
  private final Duration patience;
  private final int batchSize;
  private final long batchBytes;
  private final int maxInFlight;
  private final Outcomes<T> outcomes;
  private final Deque<Sent<T>> inFlight = new ArrayDeque<>();
  private final IdsUnderWay.Holder holder = this::settleOldest;
  private PendingBatch<T> batch;
  private @Nullable PendingBatch<T> sending;

  /**
   * A writer of one bundle.
   *
   * @param underWay the ids that are under way, shared with whoever it must not overtake
   * @param patience how long it waits for ids that others have under way before it fails
   */
  BundleWriter(
      NewestWinsWriter<T> writer,
      RecentChanges changes,
      IdsUnderWay underWay,
      Duration patience,
      int batchSize,
      long batchBytes,
      int maxInFlight,
      Outcomes<T> outcomes) {
    this.writer = writer;
    this.changes = changes;
    this.underWay = underWay;
    this.patience = patience;
    this.batchSize = batchSize;
    this.batchBytes = batchBytes;
    this.maxInFlight = maxInFlight;
    this.outcomes = outcomes;
    batch = new PendingBatch<>(batchSize, batchBytes);
  }

  /** A writer of one bundle to the collection of a session. */
  public static <T> BundleWriter<T> of(
      WriteSession session, WriteSettings settings, CallListener listener, Outcomes<T> outcomes) {
    WriteHistory history = session.history();
    Retrier retrier =
        new Retrier(
            session.breaker(),
            session.outages(),
            settings.maxOutage(),
            session::reconnect,
            listener::retried);
    PointSender<T> sender =
        new PointSender<>(session.points(), retrier, history, settings.versionField());
    BatchDelivery<T> delivery =
        new BatchDelivery<>(
            sender, retrier, history, new ProbePoint(settings.collection()), listener);
    return new BundleWriter<>(
        new NewestWinsWriter<>(sender, delivery, retrier, history),
        history.changes(),
        settings.isOrdered() ? history.underWay() : new IdsUnderWay(),
        settings.maxOutage().plusMinutes(1),
        settings.batchSize(),
        settings.batchBytes(),
        settings.maxInFlight(),
        outcomes);
  }

  /**
   * Adds a point, sends a batch if one is full, and tells what became of earlier ones that have
   * been answered, since the next points may be long in coming.
   *
   * @throws IOException if an outage lasts too long, or Qdrant fails for a reason that is no
   *     point's fault
   */
  public void add(PendingPoint<T> point) throws IOException, InterruptedException {
    while (!inFlight.isEmpty() && inFlight.peek().call().isOver()) {
      settleOldest();
    }
    if (!batch.hasRoomFor(point)) {
      send();
    }
    batch.add(point);
    if (batch.isFull()) {
      send();
    }
  }

  /**
   * Sends what is left and waits for everything.
   *
   * @throws IOException if an outage lasts too long, or Qdrant fails for a reason that is no
   *     point's fault
   */
  public void finish() throws IOException, InterruptedException {
    // When a point is refused, the older ones of its id come back.
    while (!batch.isEmpty() || !inFlight.isEmpty()) {
      if (batch.isEmpty()) {
        settleOldest();
      } else {
        send();
      }
    }
  }

  /** Leaves a bundle that has failed; the ids that are under way are given back as calls end. */
  public void abandon() {
    underWay.leave(holder);
    inFlight.forEach(sent -> sent.call().whenOver(() -> giveBack(sent.points())));
    inFlight.clear();
  }

  private void send() throws IOException, InterruptedException {
    PendingBatch<T> ready = batch;
    batch = new PendingBatch<>(batchSize, batchBytes);
    sending = ready;
    try {
      send(ready);
    } finally {
      sending = null;
    }
  }

  private void send(PendingBatch<T> ready) throws IOException, InterruptedException {
    takeIds(ready.ids());
    List<PendingPoint<T>> superseded = ready.remove(changes::isSuperseded);
    giveBack(superseded);
    Deque<List<PendingPoint<T>>> unsent = new ArrayDeque<>(ready.calls());
    try {
      for (PendingPoint<T> point : superseded) {
        outcomes.superseded(point);
        supersedeOlder(ready, point);
      }
      while (!unsent.isEmpty()) {
        while (inFlight.size() >= maxInFlight) {
          settleOldest();
        }
        List<PendingPoint<T>> points = unsent.peek();
        inFlight.add(new Sent<>(ready, points, writer.start(points)));
        unsent.remove();
      }
    } finally {
      unsent.forEach(this::giveBack);
    }
  }

  private void takeIds(Collection<PointId> ids) throws IOException, InterruptedException {
    while (!underWay.tryTake(ids, holder)) {
      Optional<IdsUnderWay.Holder> heldUp = underWay.heldUpBy(holder);
      if (heldUp.isEmpty()) {
        underWay.take(ids, holder, patience);
        return;
      }
      heldUp.get().settleOldest();
    }
  }

  private void giveBack(List<PendingPoint<T>> points) {
    underWay.giveBack(points.stream().map(PendingPoint::id).toList());
  }

  private void settleOldest() throws IOException, InterruptedException {
    Sent<T> sent = inFlight.remove();
    boolean settled = false;
    try {
      settle(sent);
      settled = true;
    } finally {
      giveBack(sent.points());
      if (!settled) {
        abandon();
      }
    }
  }

  private void settle(Sent<T> sent) throws IOException, InterruptedException {
    List<PendingPoint<T>> back = new ArrayList<>();
    writer.settle(
        sent.points(),
        sent.call(),
        new Outcomes<>() {
          @Override
          public void written(PendingPoint<T> point) {
            outcomes.written(point);
            supersedeOlder(sent.batch(), point);
          }

          @Override
          public void deleted(PendingPoint<T> point) {
            outcomes.deleted(point);
            supersedeOlder(sent.batch(), point);
          }

          @Override
          public void absent(PendingPoint<T> deletion) {
            outcomes.absent(deletion);
            supersedeOlder(sent.batch(), deletion);
          }

          @Override
          public void superseded(PendingPoint<T> point) {
            outcomes.superseded(point);
            supersedeOlder(sent.batch(), point);
          }

          @Override
          public void rejected(PendingPoint<T> point, Throwable refusal) {
            outcomes.rejected(point, refusal);
            back.addAll(sent.batch().removeOlder(point.id()));
          }
        });
    // From the last to the first, since each is put before those that are there.
    for (int place = back.size() - 1; place >= 0; place--) {
      comeBack(back.get(place));
    }
  }

  /** Puts a point where a later one of its id is waiting, if there is one. */
  private void comeBack(PendingPoint<T> point) {
    PendingBatch<T> next = sending != null && sending.holds(point.id()) ? sending : batch;
    next.addBefore(point);
  }

  /** The older points of this id are superseded too. */
  private void supersedeOlder(PendingBatch<T> batch, PendingPoint<T> point) {
    batch.removeOlder(point.id()).forEach(outcomes::superseded);
  }
}
