package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.vectorstream.qdrant.Calls.CallFailedException;
import java.io.IOException;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a batch of points home: waits, tries again, and narrows a refusal to its points. */
final class BatchUpsert {

  private static final Logger LOG = LoggerFactory.getLogger(BatchUpsert.class);

  private final PointUpserter upserter;
  private final FluentBackoff backoff;
  private final Sleeper sleeper;
  private final Runnable onRetry;

  BatchUpsert(PointUpserter upserter, FluentBackoff backoff, Sleeper sleeper, Runnable onRetry) {
    this.upserter = upserter;
    this.backoff = backoff;
    this.sleeper = sleeper;
    this.onRetry = onRetry;
  }

  /**
   * Waits until each point of a batch is applied or refused for good.
   *
   * @param points the batch
   * @param firstCall the call that carries it
   * @param refused takes the reason and the index of each point that Qdrant refuses
   * @throws IOException if the outage outlasts the backoff, or the failure is no point's fault
   */
  void settle(
      List<PointStruct> points,
      ListenableFuture<UpdateResult> firstCall,
      ObjIntConsumer<CallFailedException> refused)
      throws IOException, InterruptedException {
    settle(points, 0, firstCall, refused);
  }

  private void settle(
      List<PointStruct> points,
      int firstIndex,
      ListenableFuture<UpdateResult> firstCall,
      ObjIntConsumer<CallFailedException> refused)
      throws IOException, InterruptedException {
    try {
      awaitApplied(points, firstCall);
    } catch (CallFailedException refusal) {
      if (points.size() == 1) {
        refused.accept(refusal, firstIndex);
        return;
      }
      int middle = points.size() / 2;
      List<PointStruct> left = points.subList(0, middle);
      List<PointStruct> right = points.subList(middle, points.size());
      settle(left, firstIndex, upserter.upsert(left), refused);
      settle(right, firstIndex + middle, upserter.upsert(right), refused);
    }
  }

  /**
   * Waits for a call and makes it again while Qdrant is away.
   *
   * @throws CallFailedException if Qdrant refuses the content
   */
  private void awaitApplied(List<PointStruct> points, ListenableFuture<UpdateResult> firstCall)
      throws CallFailedException, IOException, InterruptedException {
    BackOff pauses = backoff.backoff();
    ListenableFuture<UpdateResult> call = firstCall;
    for (int attempt = 1; ; attempt++) {
      try {
        checkApplied(Calls.await(call));
        return;
      } catch (CallFailedException e) {
        if (e.kind() == FailureKind.CONTENT) {
          throw e;
        }
        if (e.kind() == FailureKind.SETUP) {
          throw new IOException(
              "Qdrant did not take " + points.size() + " points: " + e.getMessage(), e);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for Qdrant");
        }
        LOG.warn("Qdrant did not answer (attempt {}), trying again: {}", attempt, e.getMessage());
        if (!BackOffUtils.next(sleeper, pauses)) {
          throw new IOException("Qdrant is away for too long: " + e.getMessage(), e);
        }
        onRetry.run();
        call = upserter.upsert(points);
      }
    }
  }

  private static void checkApplied(UpdateResult result) throws IOException {
    if (result.getStatus() != UpdateStatus.Completed) {
      throw new IOException("Qdrant answered an upsert with " + result.getStatus());
    }
  }
}
