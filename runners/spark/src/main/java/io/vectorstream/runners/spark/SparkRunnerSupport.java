package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.runners.RunnerSetupException;
import io.vectorstream.runners.RunnerSupport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.construction.resources.PipelineResourcesOptions;
import org.apache.spark.SparkException;

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
        // An event waits half an interval on average, and for as long as its micro-batch reads.
        // Each micro-batch costs some tens of milliseconds whatever it holds, so with still shorter
        // ones little would be left for the work.
        "batchIntervalMillis", "250",
        "minReadTimeMillis", "100",
        // Limits the memory of a micro-batch, which is a few kilobytes for each event.
        "maxRecordsPerBatch", "50000");
  }

  /** Spark within this process. A cluster is not asked for anything before all else is right. */
  @Override
  public void begin(PipelineOptions options) {
    SparkPipelineOptions spark = options.as(SparkPipelineOptions.class);
    if (SparkDefaults.isThisProcess(spark.getSparkMaster())
        && !SparkSubmission.isPresent()
        && spark.getFilesToStage() == null) {
      applyDefaults(spark);
      EarlyContext.begin(spark);
    }
  }

  @Override
  public void giveUp() {
    EarlyContext.giveUp();
  }

  @Override
  public void prepare(Pipeline pipeline, List<String> ownServices) {
    SparkPipelineOptions options = pipeline.getOptions().as(SparkPipelineOptions.class);
    checkInterval(options);
    SparkSubmission.master().ifPresent(options::setSparkMaster);
    applyDefaults(options);
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
    List<FusedFn<?>> fused = FusedSteps.fuse(pipeline);
    if (SparkDefaults.isThisProcess(options.getSparkMaster())) {
      FirstBundle.begin(fused, options);
    }
  }

  private static void applyDefaults(SparkPipelineOptions options) {
    SparkDefaults.apply(
        options.getSparkMaster(),
        options.getBatchIntervalMillis(),
        options.as(SparkUiOptions.class).getSparkUi());
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    MasterProbe.requireAnswer(
        pipeline.getOptions().as(SparkPipelineOptions.class).getSparkMaster());
    CachedReaders.drop();
    try {
      return new LiveResult(EarlyContext.run(pipeline));
    } catch (Exception e) {
      // Java does not know that Scala throws it.
      if (e instanceof SparkException) {
        throw new RunnerSetupException("--sparkMaster: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Beam says it only when the pipeline runs, and without the options' names. */
  private static void checkInterval(SparkPipelineOptions options) {
    long interval = options.getBatchIntervalMillis();
    long reading = options.getMinReadTimeMillis();
    if (interval <= reading) {
      throw new RunnerSetupException(
          "--batchIntervalMillis: "
              + interval
              + " is not longer than the "
              + reading
              + " ms for which each micro-batch reads: give a longer one, or a shorter"
              + " --minReadTimeMillis");
    }
  }

  @Override
  public boolean endsWithReturnOfMain() {
    return SparkSubmission.isWithinYarn();
  }

  @Override
  public Optional<String> mistake() {
    return WorkerReach.mistake();
  }
}
