package io.vectorstream.chaos;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the store's size all the time: for the outages, and for whoever watches the run. */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long LOOK_MILLIS = 250;
  private static final long SAY_SECONDS = 30;

  private final StoredPoints points;
  private final EventStream stream;
  private final Outages outages;
  private final Thread thread = new Thread(this::run, "watch");

  Watch(StoredPoints points, EventStream stream, Outages outages) {
    this.points = points;
    this.stream = stream;
    this.outages = outages;
  }

  void start() {
    thread.start();
  }

  /** Ends the watch and lets go of the store. */
  @Override
  public void close() {
    try {
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    points.close();
  }

  private void run() {
    long said = System.nanoTime();
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        OptionalLong count = points.count();
        long now = System.nanoTime();
        count.ifPresent(stored -> outages.stored(stored, now));
        if (count.isPresent() && now - said > TimeUnit.SECONDS.toNanos(SAY_SECONDS)) {
          said = now;
          LOG.info("{} events sent, {} points stored", stream.acknowledged(), count.getAsLong());
        }
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }
}
