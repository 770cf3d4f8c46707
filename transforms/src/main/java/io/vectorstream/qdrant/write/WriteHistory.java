package io.vectorstream.qdrant.write;

import java.util.concurrent.atomic.AtomicBoolean;

/** What a process remembers of its writes to a collection. Safe for several threads. */
final class WriteHistory {

  private final RecentChanges changes = new RecentChanges(System::nanoTime);
  private final IdsUnderWay underWay = new IdsUnderWay();
  private final AcceptedCalls accepted = new AcceptedCalls();
  private final RejectionLimit rejectionLimit = new RejectionLimit();
  private final AtomicBoolean probeLeft = new AtomicBoolean();
  private volatile boolean versionsOverlap;

  /** The deletions and upserts of known order. */
  RecentChanges changes() {
    return changes;
  }

  /** The ids, of points of known order, in calls that are not over. */
  IdsUnderWay underWay() {
    return underWay;
  }

  /** The calls that Qdrant has taken. */
  AcceptedCalls accepted() {
    return accepted;
  }

  /** The bound on points that are given up. */
  RejectionLimit rejectionLimit() {
    return rejectionLimit;
  }

  /** Says that a probe may still be in the collection. */
  void leaveProbe() {
    probeLeft.set(true);
  }

  /** Whether a probe may still be in the collection; whoever asks deletes it. */
  boolean takeLeftProbe() {
    return probeLeft.getAndSet(false);
  }

  /**
   * Whether recent batches have found many stored versions that are as new as their own, or newer,
   * so that much of what is sent changes nothing.
   */
  boolean versionsOverlap() {
    return versionsOverlap;
  }

  void setVersionsOverlap(boolean overlap) {
    versionsOverlap = overlap;
  }
}
