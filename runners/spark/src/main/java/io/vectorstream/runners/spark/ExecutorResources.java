package io.vectorstream.runners.spark;

import io.vectorstream.shared.WorkerProcess;
import org.apache.spark.api.plugin.PluginContext;

/**
 * Has the executors of a cluster keep what they have opened, the model and its cache above all.
 * Spark sets DoFns up only for tasks that have records, and prefers the executor that has read a
 * partition before, so another one may have nothing to do for minutes.
 */
public final class ExecutorResources extends ExecutorStart {

  /** What Spark calls the executor within the driver. */
  private static final String DRIVER = "driver";

  /** For Spark. */
  public ExecutorResources() {}

  @Override
  void start(PluginContext executor) {
    // The process of a local run may go on after it, as one that runs tests does.
    if (!executor.executorID().equals(DRIVER)) {
      WorkerProcess.dedicateToRun();
    }
  }

  @Override
  void end() {
    WorkerProcess.release();
  }
}
