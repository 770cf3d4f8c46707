package io.vectorstream.local.generator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends a generator's events to a sink at a pace.
 *
 * <p>An event is never sent before it is due. When the sink holds the sender up, the events that
 * have become due meanwhile follow without a pause.
 */
public final class EventSender {

  /** Short enough to stop promptly, long enough to cost nothing. */
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A sleep takes a good part of a millisecond to wake from, so shorter ones are pointless. */
  private static final long SHORTEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventGenerator generator;
  private final EventSink sink;
  private final Pace pace;
  private final PacingClock clock;
  private volatile boolean stopped;

  /** A sender that neither opens nor closes the sink. */
  public EventSender(EventGenerator generator, EventSink sink, Pace pace) {
    this(generator, sink, pace, PacingClock.SYSTEM);
  }

  EventSender(EventGenerator generator, EventSink sink, Pace pace, PacingClock clock) {
    this.generator = generator;
    this.sink = sink;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Sends events and waits until the sink has delivered them.
   *
   * <p>Ends early, with what was sent delivered, when {@link #stop} is called or the thread is
   * interrupted (it stays interrupted).
   *
   * @param count how many events to send
   * @param listener told about the progress ten times a second and once at the end
   * @return the progress at the end
   * @throws RuntimeException if the sink cannot deliver
   */
  public SendProgress send(long count, Consumer<SendProgress> listener) {
    long start = clock.nanoTime();
    long reportAt = REPORT_NANOS;
    long malformed = 0;
    long sent = 0;
    while (sent < count && waitUntil(start + pace.dueNanos(sent))) {
      GeneratedEvent event = generator.next();
      sink.send(event);
      sent++;
      malformed += event.malformed() ? 1 : 0;
      long elapsed = clock.nanoTime() - start;
      if (elapsed >= reportAt) {
        listener.accept(new SendProgress(count, sent, malformed, Duration.ofNanos(elapsed)));
        reportAt = elapsed + REPORT_NANOS;
      }
    }
    sink.flush();
    Duration elapsed = Duration.ofNanos(clock.nanoTime() - start);
    SendProgress end = new SendProgress(count, sent, malformed, elapsed);
    listener.accept(end);
    return end;
  }

  /** Ends {@link #send} before its next event, from whatever thread; later calls send nothing. */
  public void stop() {
    stopped = true;
  }

  /** Returns false if the sender has to stop instead. */
  private boolean waitUntil(long due) {
    try {
      while (!stopped && !Thread.currentThread().isInterrupted()) {
        long remaining = due - clock.nanoTime();
        if (remaining <= 0) {
          return true;
        }
        clock.sleep(Math.max(SHORTEST_SLEEP_NANOS, Math.min(remaining, LONGEST_SLEEP_NANOS)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
