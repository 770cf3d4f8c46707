package io.vectorstream.runners.spark;

import com.google.common.base.Throwables;
import io.vectorstream.runners.RunnerSetupException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.translation.SparkContextFactory;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Spark within this process, started before there is a pipeline to run on it: it takes a second,
 * and needs no more than the options. There is at most one.
 */
final class EarlyContext {

  private static final AtomicReference<@Nullable CompletableFuture<JavaSparkContext>> STARTING =
      new AtomicReference<>();

  private EarlyContext() {}

  /** Begins to start it, on a thread of its own. */
  static void begin(SparkPipelineOptions options) {
    giveUp();
    CompletableFuture<JavaSparkContext> context = new CompletableFuture<>();
    STARTING.set(context);
    Thread start =
        new Thread(
            () ->
                context.completeAsync(
                    () -> SparkContextFactory.getSparkContext(options), Runnable::run),
            "spark-start");
    start.setDaemon(true);
    start.start();
  }

  /** Runs a pipeline on it, if it was begun, which stops it as it stops one that it starts. */
  static PipelineResult run(Pipeline pipeline) {
    CompletableFuture<JavaSparkContext> early = STARTING.getAndSet(null);
    return early == null ? pipeline.run() : run(pipeline, await(early));
  }

  private static PipelineResult run(Pipeline pipeline, JavaSparkContext context) {
    SparkContextOptions options = pipeline.getOptions().as(SparkContextOptions.class);
    options.setUsesProvidedSparkContext(true);
    SparkContextFactory.setProvidedSparkContext(context);
    try {
      return pipeline.run();
    } catch (RuntimeException | Error e) {
      context.stop();
      throw e;
    } finally {
      // Beam does not stop what it takes for somebody else's.
      SparkContextFactory.clearProvidedSparkContext();
      options.setUsesProvidedSparkContext(false);
    }
  }

  private static JavaSparkContext await(CompletableFuture<JavaSparkContext> context) {
    try {
      return context.join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new RunnerSetupException("--sparkMaster: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Stops it, if no pipeline was run on it. */
  static void giveUp() {
    CompletableFuture<JavaSparkContext> unused = STARTING.getAndSet(null);
    if (unused != null) {
      // One that could not start has nothing to be stopped.
      unused
          .handle((context, failure) -> Optional.ofNullable(context))
          .join()
          .ifPresent(JavaSparkContext::stop);
    }
  }
}
