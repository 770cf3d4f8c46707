package io.vectorstream.runners.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;

/**
 * Notes, when an executor starts, which graphics cards Spark has assigned to it: Spark tells only
 * plugins. A task can ask for its own share of them, but all tasks of an executor share one model.
 */
public final class ExecutorGpus extends ExecutorStart {

  /** An executor is a process. */
  private static volatile @Nullable List<String> ofThisExecutor;

  /** For Spark. */
  public ExecutorGpus() {}

  /** The addresses; empty in a process that is not an executor, or that has none assigned. */
  static Optional<List<String>> addresses() {
    return Optional.ofNullable(ofThisExecutor);
  }

  @Override
  void start(PluginContext executor) {
    ofThisExecutor = SparkAssignedGpus.gpus(executor.resources()).orElse(null);
  }
}
