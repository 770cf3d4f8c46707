package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.runners.RunnerSupport;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;

/**
 * Runs the graph on Spark's streaming: all local cores and short micro-batches unless the user says
 * otherwise, a replacement for {@code GroupIntoBatches}, which SparkRunner cannot translate, and
 * one step where the graph has many.
 */
@AutoService(RunnerSupport.class)
public final class SparkRunnerSupport implements RunnerSupport {

  /** For {@link java.util.ServiceLoader}. */
  public SparkRunnerSupport() {}

  @Override
  public String runner() {
    return "SparkRunner";
  }

  @Override
  public Map<String, String> defaultOptions() {
    return Map.of(
        // Every core, and a bundle that fails is tried four times, as on a cluster.
        "sparkMaster", "local[*,4]",
        "streaming", "true",
        // Each micro-batch costs some tens of milliseconds whatever it holds, so shorter ones cost
        // more throughput than they save latency. Most of the interval is left for the work.
        "batchIntervalMillis", "500",
        "minReadTimeMillis", "200",
        // Limits the memory of a micro-batch, which is a few kilobytes for each event.
        "maxRecordsPerBatch", "50000");
  }

  @Override
  public void prepare(Pipeline pipeline) {
    SparkDefaults.apply(pipeline.getOptions().as(SparkPipelineOptions.class).getSparkMaster());
    CheckpointFolder.assign(pipeline);
    pipeline
        .getOptions()
        .as(SparkContextOptions.class)
        .setListeners(List.of(new DoneMicroBatches()));
    pipeline.replaceAll(List.of(BundleBatches.override()));
    FusedSteps.fuse(pipeline);
  }
}
