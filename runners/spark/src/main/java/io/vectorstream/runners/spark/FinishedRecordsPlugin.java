package io.vectorstream.runners.spark;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.WorkerReport;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Reports finished records from executors to the driver, as messages between plugins. On the driver
 * it also reports lost executors: Beam's streaming keeps its reading position in executors' memory.
 * An executor that replaces a lost one begins at an earlier micro-batch and may read more for it
 * than was read then; those extra records never reach the next step.
 */
public final class FinishedRecordsPlugin implements SparkPlugin {

  /** An executor is a process. */
  private static volatile @Nullable PluginContext ofThisExecutor;

  /** For Spark. */
  public FinishedRecordsPlugin() {}

  private record Message(String run, WorkerReport report) implements Serializable {}

  static boolean isInstalled() {
    return ofThisExecutor != null;
  }

  static void send(String run, WorkerReport report) throws IOException {
    PluginContext context = ofThisExecutor;
    if (context == null) {
      throw new IOException("this process is not an executor of Spark");
    }
    context.send(new Message(run, report));
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext sparkContext, PluginContext context) {
        sparkContext.addSparkListener(new LostExecutors());
        return Map.of();
      }

      @Override
      public @Nullable Object receive(Object message) {
        Message word = (Message) message;
        boolean unused = FinishedRecords.hand(word.run(), word.report());
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        ofThisExecutor = context;
      }

      /** Spark calls this before it reports the task to the driver, on the same connection. */
      @Override
      public void onTaskSucceeded() {
        FinishedRecords.flush();
      }

      @Override
      public void shutdown() {
        ofThisExecutor = null;
      }
    };
  }
}
