package io.vectorstream.runners.spark;

import io.vectorstream.shared.WorkerProcess;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Has the executors of a cluster keep what they have opened, the model and its cache above all.
 * Spark sets DoFns up only for tasks that have records, and prefers the executor that has read a
 * partition before, so another one may have nothing to do for minutes.
 */
public final class ExecutorResources implements SparkPlugin {

  /** What Spark calls the executor within the driver. */
  private static final String DRIVER = "driver";

  /** For Spark. */
  public ExecutorResources() {}

  @Override
  public @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        // The process of a local run may go on after it, as one that runs tests does.
        if (!context.executorID().equals(DRIVER)) {
          WorkerProcess.dedicateToRun();
        }
      }

      @Override
      public void shutdown() {
        WorkerProcess.release();
      }
    };
  }
}
