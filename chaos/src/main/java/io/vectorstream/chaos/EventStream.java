package io.vectorstream.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends numbered events at a steady rate, through any number of the broker's deaths. */
final class EventStream {

  private static final int TRANSACTIONS_PER_SECOND = 3;

  private final EventSending sending;
  private final int rate;

  EventStream(EventSending sending, int rate) {
    this.sending = sending;
    this.rate = rate;
  }

  /** A stream of events each sent by itself. */
  static EventStream ofSingleEvents(String bootstrapServers, String topic, int rate) {
    return new EventStream(new SingleSending(bootstrapServers, topic), rate);
  }

  /**
   * A stream in about three transactions a second, of which one in ten is aborted.
   *
   * @param seed of the choice which ones are
   */
  static EventStream ofTransactions(String bootstrapServers, String topic, int rate, long seed) {
    int size = Math.max(1, rate / TRANSACTIONS_PER_SECOND);
    return new EventStream(new TransactionalSending(bootstrapServers, topic, size, seed), rate);
  }

  /** How many events the broker has acknowledged so far. */
  long acknowledged() {
    return sending.acknowledged();
  }

  /**
   * Sends, and waits until all of it is acknowledged or aborted.
   *
   * @param time how long at least
   * @param startNanos when the first event is due
   * @param enough whether it may end when the time is over
   */
  StreamedEvents send(Duration time, long startNanos, BooleanSupplier enough)
      throws InterruptedException {
    long least = time.toMillis() * rate / 1_000;
    long number = 0;
    try (sending) {
      // Asked each time, since it fails where a service cannot be run any more.
      for (; !enough.getAsBoolean() || number < least; number++) {
        long due = startNanos + TimeUnit.SECONDS.toNanos(1) * number / rate;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        sending.send(number);
      }
    }
    return new StreamedEvents(number, sending.aborted());
  }
}
