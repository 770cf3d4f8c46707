package io.vectorstream.local.generator;

/**
 * When each event is due. The schedule counts from the start of sending and not from the event
 * before, so that a late event delays no other and the rate is met on average.
 */
public final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final Pace UNLIMITED = new Pace(0, 1);

  private final double nanosPerEvent;
  private final long burstSize;

  private Pace(double nanosPerEvent, long burstSize) {
    this.nanosPerEvent = nanosPerEvent;
    this.burstSize = burstSize;
  }

  /** Every event is due at once. */
  public static Pace unlimited() {
    return UNLIMITED;
  }

  /**
   * Event {@code i}, counted from 0, is due after {@code i / perSecond} seconds.
   *
   * @param perSecond events per second; may be below 1
   * @throws IllegalArgumentException if it is not above 0
   */
  public static Pace steady(double perSecond) {
    return new Pace(nanosPerEvent(perSecond), 1);
  }

  /**
   * All events of a second are due at its start: {@code perSecond} of them, rounded to a whole
   * number of at least 1, then nothing until the average is {@code perSecond} again.
   *
   * @param perSecond events per second on average; may be below 1
   * @throws IllegalArgumentException if it is not above 0
   */
  public static Pace bursts(double perSecond) {
    return new Pace(nanosPerEvent(perSecond), Math.max(1, Math.round(perSecond)));
  }

  /** Nanoseconds from the start until event {@code index}, counted from 0, is due. */
  long dueNanos(long index) {
    return (long) (index / burstSize * burstSize * nanosPerEvent);
  }

  private static double nanosPerEvent(double perSecond) {
    if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the rate must be above 0, was " + perSecond);
    }
    return NANOS_PER_SECOND / perSecond;
  }
}
