package io.vectorstream.runners.spark;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;

/**
 * A pipeline on Spark whose metrics move while a task runs: those of SparkRunner stand still until
 * it ends, which may be a minute where a micro-batch is full of new texts. What the source counts
 * by itself is in the metrics of a pipeline that has ended.
 */
final class LiveResult implements PipelineResult {

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
    return result.cancel();
  }

  @Override
  public State waitUntilFinish(Duration duration) {
    return result.waitUntilFinish(duration);
  }

  @Override
  public State waitUntilFinish() {
    return result.waitUntilFinish();
  }
}
