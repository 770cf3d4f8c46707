package io.vectorstream.runners.spark;

import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** What an executor does before its first task, and perhaps at its end; the driver has no part. */
abstract class ExecutorStart implements SparkPlugin {

  /** Spark starts an executor, or a local run's driver as its own. */
  abstract void start(PluginContext executor);

  /** It ends. */
  void end() {}

  @Override
  public final @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public final ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        start(context);
      }

      @Override
      public void shutdown() {
        end();
      }
    };
  }
}
