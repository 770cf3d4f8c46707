package io.vectorstream.pipeline.items;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;

/** How far a record is that has several items, or that deletes several points. */
final class ItemProgress {

  private static final AtomicLong ATTEMPTS = new AtomicLong();

  private final long attempt = ATTEMPTS.incrementAndGet();
  private final int items;
  private final BitSet settled = new BitSet();
  private final BitSet removed = new BitSet();
  private int removals;
  private boolean failed;
  private boolean lettered;

  private ItemProgress(int items, int removals) {
    this.items = items;
    this.removals = removals;
  }

  /** A record whose items are to be stored. */
  static ItemProgress storing(int items) {
    return new ItemProgress(items, 0);
  }

  /** A record for which points are to be deleted. */
  static ItemProgress removing(int points) {
    return new ItemProgress(0, points);
  }

  /** Greater than that of any record that was begun before in this process. */
  long attempt() {
    return attempt;
  }

  /** An item is stored, or another record has overtaken it. */
  synchronized boolean settle(int index) {
    settled.set(index);
    return isFinished();
  }

  /**
   * An item cannot be stored, so none may be.
   *
   * @return whether it is the first such item
   */
  synchronized boolean fail(int index) {
    settled.set(index);
    boolean first = !failed;
    failed = true;
    removals = items;
    return first;
  }

  /** A point is gone. */
  synchronized boolean remove(int index) {
    removed.set(index);
    return isFinished();
  }

  /** Its dead letter is kept. */
  synchronized boolean letter() {
    lettered = true;
    return isFinished();
  }

  private boolean isFinished() {
    return settled.cardinality() == items
        && removed.cardinality() == removals
        && lettered == failed;
  }
}
