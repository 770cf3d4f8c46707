package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.runners.RunnerSupport;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;

/**
 * Runs the graph on Spark's streaming: all local cores and short micro-batches unless the user says
 * otherwise, and a stand-in for {@code GroupIntoBatches}, which SparkRunner cannot translate.
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
        "sparkMaster", "local[*]",
        "streaming", "true",
        "batchIntervalMillis", "200",
        "minReadTimeMillis", "50");
  }

  @Override
  public void prepare(Pipeline pipeline) {
    SparkDefaults.apply();
    pipeline.replaceAll(List.of(BundleBatches.override()));
  }
}
