package io.vectorstream.pipeline;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipeline that has no work left that matters. What fails on its way down changes
 * nothing of that: Spark for one interrupts the micro-batches it has planned but not begun, and
 * calls it a failure.
 */
final class PipelineEnd {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineEnd.class);

  private final Thread ending;

  private PipelineEnd(Thread ending) {
    this.ending = ending;
  }

  /** Begins to end a pipeline, for which a runner may take its time. */
  static PipelineEnd begin(PipelineResult result) {
    Thread ending = new Thread(() -> end(result), "pipeline-end");
    ending.setDaemon(true);
    ending.start();
    return new PipelineEnd(ending);
  }

  private static void end(PipelineResult result) {
    try {
      result.cancel();
      result.waitUntilFinish();
    } catch (RuntimeException | IOException e) {
      LOG.debug("The pipeline had finished, and failed while it was being ended", e);
    }
  }

  /** Waits until the pipeline has ended, for some time at most, and says whether it has. */
  boolean isReachedWithin(Duration limit) {
    try {
      ending.join(Math.max(1, limit.getMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    return !ending.isAlive();
  }

  /** Waits no longer than some time, and then leaves it to itself. */
  void await(Duration limit) {
    if (!isReachedWithin(limit)) {
      LOG.warn("The runner had not ended the pipeline after {} ms", limit.getMillis());
    }
  }
}
