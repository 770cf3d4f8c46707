package io.vectorstream.runners.spark;

import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the readers that Beam keeps open from one micro-batch to the next. It tells sources apart
 * by numbers that begin anew in each pipeline, so one that begins soon after another has failed in
 * the same process would read on where that one stood.
 */
final class CachedReaders {

  private static final Logger LOG = LoggerFactory.getLogger(CachedReaders.class);

  /** They are dropped at once; to close one takes as long as its source likes. */
  private static final long MOST_MILLIS = 1_000;

  private CachedReaders() {}

  /** Drops those of this process. */
  static void drop() {
    Thread closing = new Thread(CachedReaders::clear, "close-readers");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(MOST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void clear() {
    try {
      MicrobatchSource.clearCache();
    } catch (NullPointerException e) {
      LOG.debug("Nothing has been read in this process", e);
    }
  }
}
