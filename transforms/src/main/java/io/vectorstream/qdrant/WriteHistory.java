package io.vectorstream.qdrant;

import java.util.concurrent.atomic.AtomicLong;

/** What a process remembers of its writes to a collection. Safe for several threads. */
final class WriteHistory {

  private final RecentChanges changes = new RecentChanges();
  private final AtomicLong upserts = new AtomicLong();
  private volatile boolean versionsOverlap;

  /** The deletions and upserts of known order. */
  RecentChanges changes() {
    return changes;
  }

  /** How many calls have stored points so far. */
  long upserts() {
    return upserts.get();
  }

  /** A call has stored points. */
  void upserted() {
    upserts.incrementAndGet();
  }

  /**
   * Whether the batches of late have met many versions in the store that are not older than
   * themselves, so that most of what is sent is sent for nothing.
   */
  boolean versionsOverlap() {
    return versionsOverlap;
  }

  void setVersionsOverlap(boolean overlap) {
    versionsOverlap = overlap;
  }
}
