package io.vectorstream.pipeline;

/** Somebody's wish that a run should end soon, but finish what it has begun. */
public final class Drain {

  private volatile boolean possible;
  private volatile boolean requested;

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
      requested = true;
    }
    return possible;
  }

  boolean isRequested() {
    return requested;
  }
}
