package io.vectorstream.embedding;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The embedders of a process, one for each factory, with how many use each. What nobody has used
 * for its time is closed.
 */
final class SharedEmbedders {

  /** Runs something later, on a thread of its own. */
  @FunctionalInterface
  interface Timer {
    void after(Duration delay, Runnable action);
  }

  /** The one that factories share. */
  static final SharedEmbedders PROCESS = new SharedEmbedders(new DaemonTimer());

  private final Timer timer;
  private final Map<TextEmbedderFactory, Entry> entries = new HashMap<>();

  SharedEmbedders(Timer timer) {
    this.timer = timer;
  }

  /** Opened by the first who asks; the others wait for it, and try themselves if it fails. */
  TextEmbedder acquire(TextEmbedderFactory factory) {
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(factory, absent -> new Entry());
      entry.users++;
    }
    try {
      return entry.open(factory);
    } catch (Throwable t) {
      release(factory, Duration.ZERO);
      throw t;
    }
  }

  /** Gives back what was acquired; the last one's is closed after a while of nobody asking. */
  void release(TextEmbedderFactory factory, Duration keepOpen) {
    long idleSince;
    synchronized (this) {
      Entry entry = entries.get(factory);
      entry.users--;
      if (entry.users > 0) {
        return;
      }
      entry.idlePeriods++;
      idleSince = entry.idlePeriods;
    }
    if (keepOpen.isZero()) {
      closeIfIdle(factory, idleSince);
    } else {
      timer.after(keepOpen, () -> closeIfIdle(factory, idleSince));
    }
  }

  /** Closing happens under the lock, so that a process never holds a model twice. */
  private synchronized void closeIfIdle(TextEmbedderFactory factory, long idleSince) {
    Entry entry = entries.get(factory);
    if (entry != null && entry.users == 0 && entry.idlePeriods == idleSince) {
      entries.remove(factory);
      entry.close();
    }
  }

  /** One embedder, or none yet. */
  private static final class Entry {
    private int users;
    private long idlePeriods;
    private TextEmbedder embedder;

    synchronized TextEmbedder open(TextEmbedderFactory factory) {
      if (embedder == null) {
        embedder = factory.open();
      }
      return embedder;
    }

    synchronized void close() {
      if (embedder != null) {
        embedder.close();
      }
    }
  }
}
