package io.vectorstream.runners.spark;

import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.streaming.StreamingContext;
import scala.Option;

/**
 * Ends the stream of a pipeline before Beam does. Beam has Spark first run all micro-batches that
 * became due while earlier ones ran, and then wait for an hour, also for work that no executor will
 * ever do.
 */
final class StreamEnd {

  /** How long workers of a cluster may go on with what they have at hand. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LOOK_MILLIS = 20;

  private StreamEnd() {}

  /** Stops the stream, if there is one, and waits for the micro-batch that runs. */
  static void await() {
    await(PATIENCE);
  }

  static void await(Duration patience) {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      drop(active.get());
      // A task that runs while Spark itself is stopped fails, and says so at length.
      awaitEndOfJobs(active.get().sparkContext(), patience);
    }
  }

  /** Stops a stream, and drops the micro-batches that are planned. */
  static void drop(StreamingContext streaming) {
    boolean withSpark = false;
    boolean gracefully = false;
    streaming.stop(withSpark, gracefully);
  }

  /** A cluster's executors end with Spark; tasks within this process would go on and write. */
  private static void awaitEndOfJobs(SparkContext spark, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (spark.statusTracker().getActiveJobIds().length > 0
          && (spark.isLocal() || System.nanoTime() < end)) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
