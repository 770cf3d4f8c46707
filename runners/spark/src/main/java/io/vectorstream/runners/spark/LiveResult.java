package io.vectorstream.runners.spark;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.spark.streaming.StreamingContext;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * A pipeline on Spark whose metrics move while a task runs: those of SparkRunner stand still until
 * it ends, which may be a minute where a micro-batch is full of new texts. What the source counts
 * by itself is in the metrics of a pipeline that has ended.
 *
 * <p>It also ends as {@link StreamEnd} says.
 */
final class LiveResult implements PipelineResult {

  private static final Logger LOG = LoggerFactory.getLogger(LiveResult.class);

  private final PipelineResult result;

  LiveResult(PipelineResult result) {
    this.result = result;
  }

  @Override
  public MetricResults metrics() {
    TaskCounts counts = TaskCounts.latest();
    return counts == null || getState().isTerminal() ? result.metrics() : counts.results();
  }

  @Override
  public State getState() {
    return result.getState();
  }

  @Override
  public State cancel() throws IOException {
    StreamEnd.await();
    return result.cancel();
  }

  @Override
  public State waitUntilFinish(Duration duration) {
    if (StreamingContext.getActive().isEmpty()) {
      // It may be about to begin, which Beam waits for however short the time is.
      result.waitUntilFinish(Duration.millis(1));
    }
    Option<StreamingContext> stream = StreamingContext.getActive();
    if (stream.isEmpty()) {
      return result.waitUntilFinish(duration);
    }
    boolean ended;
    try {
      ended = stream.get().awaitTerminationOrTimeout(duration.getMillis());
    } catch (Exception e) {
      StreamEnd.atOnce(stream.get());
      endAfterFailure();
      throw new Pipeline.PipelineExecutionException(e);
    }
    return ended ? result.waitUntilFinish(duration) : result.getState();
  }

  /** The first failure is the one that counts. */
  private void endAfterFailure() {
    try {
      result.waitUntilFinish();
    } catch (RuntimeException e) {
      LOG.debug("The pipeline failed while it was being ended", e);
    }
  }

  @Override
  public State waitUntilFinish() {
    return waitUntilFinish(Duration.millis(Long.MAX_VALUE));
  }
}
