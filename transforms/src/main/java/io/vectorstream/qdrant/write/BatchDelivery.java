package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Points.UpdateStatus;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Has Qdrant take points that go in one call: waits while it is away, splits what it does not take
 * until the points at fault stand alone, and gives those up.
 *
 * <p>A call that was refused may have stored some of its points all the same, as happens where
 * vectors have names. To send those once more changes nothing.
 */
final class BatchDelivery<T> {

  /** Points that Qdrant took in one call, and what that did. */
  record Taken<T>(List<PendingPoint<T>> points, Effect effect) {}

  private final PointSender<T> sender;
  private final Retrier retrier;
  private final WriteHistory history;
  private final ProbePoint probe;
  private final CallListener listener;

  /**
   * Delivers to a collection.
   *
   * @param probe a point that the collection is sure to take, if it takes any
   */
  BatchDelivery(
      PointSender<T> sender,
      Retrier retrier,
      WriteHistory history,
      ProbePoint probe,
      CallListener listener) {
    this.sender = sender;
    this.retrier = retrier;
    this.history = history;
    this.probe = probe;
    this.listener = listener;
  }

  /**
   * Waits until each point of a call is taken or given up.
   *
   * @param call the call that carries the batch
   * @param outcomes told of the points that are given up
   * @return the others
   * @throws IOException if the outage lasts too long, or the failure is no point's fault
   */
  List<Taken<T>> deliver(
      List<PendingPoint<T>> batch, RetryableCall<Effect> call, Outcomes<T> outcomes)
      throws IOException, InterruptedException {
    List<Taken<T>> taken = new ArrayList<>();
    SuspectPoints<T> suspects = new SuspectPoints<>(sender, retrier, history, probe);
    suspects.deleteLeftProbe();
    narrow(batch, call, suspects, taken);
    suspects.judge(
        new SuspectPoints.Verdicts<>() {
          @Override
          public void taken(PendingPoint<T> point, RetryableCall<Effect> call, Effect effect)
              throws IOException {
            taken.add(check(List.of(point), call, effect));
          }

          @Override
          public void givenUp(PendingPoint<T> point, CallFailedException refusal)
              throws IOException {
            history.rejectionLimit().givenUp(refusal.kind(), refusal);
            outcomes.rejected(point, refusal);
          }
        });
    return taken;
  }

  private void narrow(
      List<PendingPoint<T>> batch,
      RetryableCall<Effect> call,
      SuspectPoints<T> suspects,
      List<Taken<T>> taken)
      throws IOException, InterruptedException {
    try {
      taken.add(check(batch, call, retrier.await(call)));
    } catch (CallFailedException refusal) {
      if (refusal.kind() == FailureKind.SETUP) {
        throw failure(batch, refusal);
      }
      if (batch.size() == 1) {
        suspects.add(batch.get(0), refusal);
        return;
      }
      int middle = batch.size() / 2;
      for (List<PendingPoint<T>> half :
          List.of(batch.subList(0, middle), batch.subList(middle, batch.size()))) {
        narrow(half, sender.send(half), suspects, taken);
      }
    }
  }

  private Taken<T> check(List<PendingPoint<T>> batch, RetryableCall<Effect> call, Effect effect)
      throws IOException {
    if (effect.status() != UpdateStatus.Completed) {
      throw new IOException("Qdrant answered a write with " + effect.status());
    }
    listener.acknowledged(
        batch.size(), batch.stream().mapToLong(PendingPoint::bytes).sum(), call.latency());
    history.rejectionLimit().taken(batch.size());
    return new Taken<>(batch, effect);
  }

  /** Says what became of points that Qdrant did not take for a reason that is not theirs. */
  static IOException failure(List<?> batch, CallFailedException refusal) {
    return new IOException(
        "Qdrant did not take " + batch.size() + " points: " + refusal.getMessage(), refusal);
  }
}
