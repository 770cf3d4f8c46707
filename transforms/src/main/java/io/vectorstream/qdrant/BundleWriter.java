package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects a bundle's points into batches, keeps some of them under way, and tells what became. */
final class BundleWriter<T> {

  private record Sent<T>(
      PendingBatch<T> batch, List<PendingPoint<T>> points, Attempt<UpdateResult> call) {}

  private final BatchWrite<T> batchWrite;
  private final RecentChanges changes;
  private final int batchSize;
  private final long batchBytes;
  private final int maxInFlight;
  private final Outcomes<T> outcomes;
  private final Deque<Sent<T>> inFlight = new ArrayDeque<>();
  private PendingBatch<T> batch;

  BundleWriter(
      BatchWrite<T> batchWrite,
      RecentChanges changes,
      int batchSize,
      long batchBytes,
      int maxInFlight,
      Outcomes<T> outcomes) {
    this.batchWrite = batchWrite;
    this.changes = changes;
    this.batchSize = batchSize;
    this.batchBytes = batchBytes;
    this.maxInFlight = maxInFlight;
    this.outcomes = outcomes;
    batch = new PendingBatch<>(batchSize, batchBytes);
  }

  void add(PendingPoint<T> point) throws IOException, InterruptedException {
    if (point.isDeletion()) {
      changes.deletionCame(point);
    }
    if (!batch.hasRoomFor(point)) {
      send();
    }
    batch.add(point);
    if (batch.isFull()) {
      send();
    }
  }

  /** Sends what is left and waits for everything. */
  void finish() throws IOException, InterruptedException {
    // A refusal brings back the points that had given way to the refused one.
    while (!batch.isEmpty() || !inFlight.isEmpty()) {
      if (batch.isEmpty()) {
        settleOldest();
      } else {
        send();
      }
    }
  }

  private void send() throws IOException, InterruptedException {
    PendingBatch<T> ready = batch;
    batch = new PendingBatch<>(batchSize, batchBytes);
    // Of two calls under way the server may take the later one first.
    while (inFlight.stream().anyMatch(sent -> sent.batch().sharesIdsWith(ready))) {
      settleOldest();
    }
    for (PendingPoint<T> outlived : ready.remove(changes::outlived)) {
      outcomes.superseded(outlived);
      giveWay(ready, outlived);
    }
    for (List<PendingPoint<T>> points : ready.calls()) {
      while (inFlight.size() >= maxInFlight) {
        settleOldest();
      }
      inFlight.add(new Sent<>(ready, points, batchWrite.start(points)));
    }
  }

  private void settleOldest() throws IOException, InterruptedException {
    Sent<T> sent = inFlight.remove();
    List<PendingPoint<T>> back = new ArrayList<>();
    batchWrite.settle(
        sent.points(),
        sent.call(),
        new Outcomes<>() {
          @Override
          public void written(PendingPoint<T> point) {
            outcomes.written(point);
            giveWay(sent.batch(), point);
          }

          @Override
          public void deleted(PendingPoint<T> point) {
            outcomes.deleted(point);
            giveWay(sent.batch(), point);
          }

          @Override
          public void superseded(PendingPoint<T> point) {
            outcomes.superseded(point);
            giveWay(sent.batch(), point);
          }

          @Override
          public void rejected(PendingPoint<T> point, Throwable refusal) {
            outcomes.rejected(point, refusal);
            back.addAll(sent.batch().removeOlder(point.id()));
          }
        });
    back.forEach(batch::add);
  }

  private void giveWay(PendingBatch<T> batch, PendingPoint<T> point) {
    batch.removeOlder(point.id()).forEach(outcomes::superseded);
  }
}
