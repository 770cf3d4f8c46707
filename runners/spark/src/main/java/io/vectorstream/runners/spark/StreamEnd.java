package io.vectorstream.runners.spark;

import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.streaming.StreamingContext;
import scala.Option;

/**
 * Ends the stream of a pipeline before Beam does. Beam has Spark first run all micro-batches that
 * became due while earlier ones ran, and then wait for an hour, or for ever where work that no
 * executor does is part of planning.
 */
final class StreamEnd {

  /** How long workers of a cluster may go on with what they have at hand. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final long LOOK_MILLIS = 20;

  private StreamEnd() {}

  /** Stops the stream, if there is one, and waits for the micro-batch that runs. */
  static void await() {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      // Given up, a cluster's tasks end with Spark; those of this process would go on and write.
      await(active.get(), active.get().sparkContext().isLocal() ? FOR_EVER : PATIENCE);
    }
  }

  /** Stops a stream that has failed. */
  static void atOnce(StreamingContext streaming) {
    await(streaming, Duration.ZERO);
  }

  /** Stops a stream, drops what is planned, waits for what runs, and gives it up in the end. */
  static void await(StreamingContext streaming, Duration patience) {
    SparkContext spark = streaming.sparkContext();
    long end = System.nanoTime() + patience.toNanos();
    Thread stop = stop(streaming);
    try {
      // A task that runs while Spark itself is stopped fails, and says so at length.
      while (!spark.isStopped()
          && (stop.isAlive() || spark.statusTracker().getActiveJobIds().length > 0)) {
        if (System.nanoTime() > end) {
          spark.cancelAllJobs();
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It waits for jobs, too: for those with which Spark plans the next micro-batch. */
  private static Thread stop(StreamingContext streaming) {
    boolean withSpark = false;
    boolean gracefully = false;
    Thread stop = new Thread(() -> streaming.stop(withSpark, gracefully), "stream-end");
    stop.setDaemon(true);
    stop.start();
    return stop;
  }
}
