package io.vectorstream.pipeline;

import java.util.concurrent.CountDownLatch;

/** Somebody's wish that a run should end soon, but finish what it has begun. */
public final class Drain {

  private final CountDownLatch requested = new CountDownLatch(1);
  private volatile boolean possible;

  /** For a run that is to come. */
  public Drain() {}

  /** From now on a run can be drained. */
  void becomePossible() {
    possible = true;
  }

  /**
   * Asks for it.
   *
   * @return whether there is a run that can be drained
   */
  public boolean request() {
    if (possible) {
      requested.countDown();
    }
    return possible;
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits until it is requested. */
  void await() throws InterruptedException {
    requested.await();
  }
}
