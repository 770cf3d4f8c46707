package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.runners.RunnerSupport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.resources.PipelineResourcesOptions;

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
  public void prepare(Pipeline pipeline, List<String> ownServices) {
    SparkPipelineOptions options = pipeline.getOptions().as(SparkPipelineOptions.class);
    SparkSubmission.master().ifPresent(options::setSparkMaster);
    SparkDefaults.apply(options.getSparkMaster(), options.as(SparkUiOptions.class).getSparkUi());
    if (SparkDefaults.isThisProcess(options.getSparkMaster()) || SparkSubmission.isPresent()) {
      // Beam would have Spark copy the whole class path, Spark itself included, for executors that
      // have it already.
      options.as(PipelineResourcesOptions.class).setPipelineResourcesDetector(loader -> List.of());
    }
    CheckpointFolder checkpoints = CheckpointFolder.assign(pipeline);
    WorkerReach.forget();
    if (!SparkDefaults.isThisProcess(options.getSparkMaster())) {
      WorkerReach.ask(checkpoints.mark(), ownServices);
    }
    options.as(SparkContextOptions.class).setListeners(List.of(new DoneMicroBatches()));
    pipeline.replaceAll(List.of(BundleBatches.override()));
    FusedSteps.fuse(pipeline);
  }

  @Override
  public boolean endsWithReturnOfMain() {
    return SparkSubmission.isWithinYarn();
  }

  @Override
  public Optional<String> mistake() {
    return WorkerReach.mistake();
  }

  @Override
  public void dropPlanned() {
    PlannedMicroBatches.drop();
  }
}
