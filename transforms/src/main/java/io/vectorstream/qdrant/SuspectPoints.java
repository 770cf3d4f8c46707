package io.vectorstream.qdrant;

import io.vectorstream.qdrant.Calls.CallFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Points on which Qdrant failed by its own fault while they stood alone. If it takes others at the
 * same time, these set the fault off; if it takes none, it is Qdrant that is ill.
 */
final class SuspectPoints<T> {

  /** How often a suspect is tried again before it is given up. */
  static final int TRIES = 3;

  /** Of so many in vain, with nothing taken meanwhile, it is not worth trying more. */
  private static final int MOST_IN_VAIN = 8;

  private final WriteHistory history;
  private final List<PendingPoint<T>> points = new ArrayList<>();
  private long upsertsBefore;

  SuspectPoints(WriteHistory history) {
    this.history = history;
  }

  /**
   * Puts a point aside.
   *
   * @throws IOException if Qdrant seems to fail on everything
   */
  void add(PendingPoint<T> point, CallFailedException fault) throws IOException {
    if (points.isEmpty()) {
      upsertsBefore = history.upserts();
    }
    points.add(point);
    if (points.size() >= MOST_IN_VAIN) {
      checkThatOthersAreTaken(fault);
    }
  }

  List<PendingPoint<T>> points() {
    return points;
  }

  /**
   * Checks that Qdrant has stored something since it failed on the first suspect.
   *
   * @throws IOException if it has not
   */
  void checkThatOthersAreTaken(CallFailedException fault) throws IOException {
    if (history.upserts() == upsertsBefore) {
      throw new IOException(
          "Qdrant failed on each of the last points it was given: " + fault.getMessage(), fault);
    }
  }
}
