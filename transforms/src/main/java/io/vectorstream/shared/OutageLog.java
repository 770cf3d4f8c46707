package io.vectorstream.shared;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells of outages: when one begins, once a minute while it lasts, and when it ends. Of outages
 * that follow each other within a minute only the first is told. May be used by several threads.
 */
public final class OutageLog {

  private static final long REMINDER_NANOS = Duration.ofMinutes(1).toNanos();
  private static final double NANOS = 1e9;

  private final Logger log;
  private final String subject;
  private final LongSupplier nanoClock;
  private volatile boolean lasting;
  private boolean told;
  private boolean everTold;
  private long began;
  private long lastTold;

  /**
   * A log of the outages of something.
   *
   * @param subject what begins the sentences, such as {@code Qdrant}
   */
  public OutageLog(Logger log, String subject) {
    this(log, subject, System::nanoTime);
  }

  OutageLog(Logger log, String subject, LongSupplier nanoClock) {
    this.log = log;
    this.subject = subject;
    this.nanoClock = nanoClock;
  }

  /** It did not do what was asked, and is tried again. */
  public synchronized void failed(String failure) {
    long now = nanoClock.getAsLong();
    boolean begins = !lasting;
    if (begins) {
      began = now;
      told = false;
      lasting = true;
    }
    if (everTold && now - lastTold < REMINDER_NANOS) {
      return;
    }
    if (begins) {
      log.warn("{} fails and is tried again: {}", subject, failure);
    } else {
      log.warn("{} has failed for {} s: {}", subject, seconds(now), failure);
    }
    told = true;
    everTold = true;
    lastTold = now;
  }

  /** It did what was asked. */
  public void worked() {
    // Nearly always so, and asked for each call.
    if (lasting) {
      end();
    }
  }

  private synchronized void end() {
    if (lasting && told) {
      long now = nanoClock.getAsLong();
      log.info("{} works again, after {} s", subject, seconds(now));
      lastTold = now;
    }
    lasting = false;
  }

  private long seconds(long now) {
    return Math.round((now - began) / NANOS);
  }
}
