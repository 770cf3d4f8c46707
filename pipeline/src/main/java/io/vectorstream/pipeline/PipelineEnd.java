package io.vectorstream.pipeline;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a pipeline that has no work left that matters. What fails on its way down changes nothing of
 * that: Spark for one interrupts the micro-batches it has planned but not begun, and calls it a
 * failure.
 */
final class PipelineEnd {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineEnd.class);

  private final PipelineResult result;
  private final Runnable first;

  /**
   * The end of a pipeline.
   *
   * @param first is done before it is cancelled
   */
  PipelineEnd(PipelineResult result, Runnable first) {
    this.result = result;
    this.first = first;
  }

  /** Waits until the pipeline has ended, as has to be before another one begins. */
  void await() {
    try {
      first.run();
      result.cancel();
      result.waitUntilFinish();
    } catch (RuntimeException | IOException e) {
      LOG.debug("The pipeline had finished, and failed while it was being ended", e);
    }
  }

  /** Waits no longer than some time: a runner may take its own before it gives up. */
  void within(Duration limit) {
    Thread ending = new Thread(this::await, "pipeline-end");
    ending.setDaemon(true);
    ending.start();
    try {
      ending.join(Math.max(1, limit.getMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ending.isAlive()) {
      LOG.warn("The runner had not ended the pipeline after {} ms", limit.getMillis());
    }
  }
}
