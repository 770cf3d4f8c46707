package io.vectorstream.runners.spark;

import java.time.Duration;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.streaming.StreamingContext;
import scala.Option;

/**
 * The micro-batches that became due while earlier ones ran. When a pipeline is cancelled, Spark
 * runs all of them first; of one that has nothing left to read that is some tenths of a second
 * each, for nothing.
 */
final class PlannedMicroBatches {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 20;

  private PlannedMicroBatches() {}

  /** Stops the stream, if there is one, and waits for the micro-batch that runs. */
  static void drop() {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isEmpty()) {
      return;
    }
    StreamingContext streaming = active.get();
    boolean withSpark = false;
    boolean gracefully = false;
    streaming.stop(withSpark, gracefully);
    // A task that runs while Spark itself is stopped fails, and says so at length.
    awaitEndOfJobs(streaming.sparkContext().statusTracker());
  }

  private static void awaitEndOfJobs(SparkStatusTracker spark) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (spark.getActiveJobIds().length > 0 && System.nanoTime() < end) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
