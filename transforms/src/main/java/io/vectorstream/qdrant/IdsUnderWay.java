package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps each id in one call at a time among all that share this: of two that are under way the
 * server may take the later one first. Safe for several threads.
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
   * Takes ids, when those who hold them have given them back, which they do when their calls are
   * over. After a time it takes them all the same, lest it wait for somebody who is gone. Who waits
   * should hold none, so that nobody waits for it.
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
