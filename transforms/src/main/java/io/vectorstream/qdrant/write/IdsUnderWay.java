package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps each id in one call at a time, among all writers that share this: of two calls that are
 * under way, the server may take the later one first. Safe for several threads.
 */
final class IdsUnderWay {

  private final Set<PointId> ids = new HashSet<>();

  /** Takes ids, all of them or, if one is taken already, none. */
  synchronized boolean tryTake(Collection<PointId> wanted) {
    if (!Collections.disjoint(ids, wanted)) {
      return false;
    }
    ids.addAll(wanted);
    return true;
  }

  /**
   * Waits until nobody holds the ids, and takes them. Others give them back when their calls are
   * over; in case one never does, the ids are taken anyway after a time. The caller should hold no
   * ids meanwhile, so that nobody waits for it.
   */
  synchronized void take(Collection<PointId> wanted, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    long left = patience.toMillis();
    while (!tryTake(wanted) && left > 0) {
      wait(left);
      left = patience.minusNanos(System.nanoTime() - start).toMillis();
    }
    ids.addAll(wanted);
  }

  /** Gives ids back. */
  synchronized void giveBack(Collection<PointId> taken) {
    taken.forEach(ids::remove);
    notifyAll();
  }
}
