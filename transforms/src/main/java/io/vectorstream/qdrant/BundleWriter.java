package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects a bundle's points into batches, keeps some of them under way, and tells what became. */
final class BundleWriter<T> {

  /** Takes what became of a point. */
  interface Outcomes<T> {
    void written(PendingPoint<T> pending);

    void rejected(PendingPoint<T> pending, Throwable refusal);
  }

  private record Sent<T>(
      List<PendingPoint<T>> pending,
      List<PointStruct> points,
      ListenableFuture<UpdateResult> call) {}

  private final PointUpserter upserter;
  private final BatchUpsert batchUpsert;
  private final int batchSize;
  private final int maxInFlight;
  private final Outcomes<T> outcomes;
  private final Deque<Sent<T>> inFlight = new ArrayDeque<>();
  private List<PendingPoint<T>> batch = new ArrayList<>();

  BundleWriter(
      PointUpserter upserter,
      BatchUpsert batchUpsert,
      int batchSize,
      int maxInFlight,
      Outcomes<T> outcomes) {
    this.upserter = upserter;
    this.batchUpsert = batchUpsert;
    this.batchSize = batchSize;
    this.maxInFlight = maxInFlight;
    this.outcomes = outcomes;
  }

  void add(PendingPoint<T> pending) throws IOException, InterruptedException {
    batch.add(pending);
    if (batch.size() >= batchSize) {
      send();
    }
  }

  /** Sends what is left and waits for everything. */
  void finish() throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      send();
    }
    while (!inFlight.isEmpty()) {
      settleOldest();
    }
  }

  private void send() throws IOException, InterruptedException {
    if (inFlight.size() >= maxInFlight) {
      settleOldest();
    }
    List<PointStruct> points = batch.stream().map(PendingPoint::point).toList();
    inFlight.add(new Sent<>(batch, points, upserter.upsert(points)));
    batch = new ArrayList<>();
  }

  private void settleOldest() throws IOException, InterruptedException {
    Sent<T> sent = inFlight.remove();
    Map<Integer, Throwable> refusals = new HashMap<>();
    batchUpsert.settle(
        sent.points(), sent.call(), (refusal, index) -> refusals.put(index, refusal));
    for (int i = 0; i < sent.pending().size(); i++) {
      Throwable refusal = refusals.get(i);
      if (refusal == null) {
        outcomes.written(sent.pending().get(i));
      } else {
        outcomes.rejected(sent.pending().get(i), refusal);
      }
    }
  }
}
