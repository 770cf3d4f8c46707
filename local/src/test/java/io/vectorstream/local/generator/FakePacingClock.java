package io.vectorstream.local.generator;

/** A clock that stands still except while someone sleeps. */
final class FakePacingClock implements PacingClock {

  private long now = 1_000;
  long slept;
  int sleeps;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void sleep(long nanos) {
    now += nanos;
    slept += nanos;
    sleeps++;
  }

  /** Time that passes while the sender is busy. */
  void advance(long nanos) {
    now += nanos;
  }
}
