package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps each id in one call at a time, among all writers that share this: of two calls that are
 * under way, the server may take the later one first. Safe for several threads.
 */
final class IdsUnderWay {

  /** Has calls under way, and settles them on the thread that has made them. */
  @FunctionalInterface
  interface Holder {

    /** Settles one call, and gives its ids back. */
    void settleOldest() throws IOException, InterruptedException;
  }

  private record Hold(Holder holder, Thread thread) {}

  private static final Holder NOBODY = () -> {};

  private final Map<PointId, Hold> holds = new HashMap<>();

  /** Takes ids, all of them or, if one is taken already, none. */
  synchronized boolean tryTake(Collection<PointId> wanted, Holder holder) {
    if (!Collections.disjoint(holds.keySet(), wanted)) {
      return false;
    }
    Hold hold = new Hold(holder, Thread.currentThread());
    wanted.forEach(id -> holds.put(id, hold));
    return true;
  }

  /** Who has calls to settle and would not get to it while this one waits on this thread. */
  synchronized Optional<Holder> heldUpBy(Holder waiting) {
    return holds.values().stream()
        .filter(hold -> hold.holder() == waiting || hold.thread() == Thread.currentThread())
        .map(Hold::holder)
        .filter(holder -> holder != NOBODY)
        .findAny();
  }

  /**
   * Waits until nobody holds the ids, and takes them. Others give them back when their calls are
   * over. Nobody on this thread may hold ids meanwhile, or two threads could wait for each other.
   *
   * @throws IOException if that takes longer than the caller has patience
   */
  synchronized void take(Collection<PointId> wanted, Holder holder, Duration patience)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long left = patience.toMillis();
    while (!tryTake(wanted, holder)) {
      if (left <= 0) {
        throw new IOException(
            "points of the same ids have been on their way to Qdrant for more than "
                + patience.toSeconds()
                + " s, and others may not overtake them");
      }
      wait(left);
      left = patience.minusNanos(System.nanoTime() - start).toMillis();
    }
  }

  /** Says that a holder settles nothing any more; ids stay taken until they are given back. */
  synchronized void leave(Holder holder) {
    holds.replaceAll(
        (id, hold) -> hold.holder() == holder ? new Hold(NOBODY, hold.thread()) : hold);
  }

  /** Gives ids back. */
  synchronized void giveBack(Collection<PointId> taken) {
    taken.forEach(holds::remove);
    notifyAll();
  }
}
