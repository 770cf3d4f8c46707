package io.vectorstream.runners.spark;

import io.vectorstream.source.FinishedRecords;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** Carries word of finished records from executors to the driver, as messages between plugins. */
public final class FinishedRecordsPlugin implements SparkPlugin {

  /** An executor is a process. */
  private static volatile @Nullable PluginContext ofThisExecutor;

  /** For Spark. */
  public FinishedRecordsPlugin() {}

  private record Message(String run, int partition, long first, long last)
      implements Serializable {}

  static boolean isInstalled() {
    return ofThisExecutor != null;
  }

  static void send(String run, int partition, long first, long last) throws IOException {
    PluginContext context = ofThisExecutor;
    if (context == null) {
      throw new IOException("this process is no executor of Spark");
    }
    context.send(new Message(run, partition, first, last));
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext sparkContext, PluginContext context) {
        return Map.of();
      }

      @Override
      public @Nullable Object receive(Object message) {
        Message word = (Message) message;
        boolean unused =
            FinishedRecords.hand(word.run(), word.partition(), word.first(), word.last());
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

      @Override
      public void shutdown() {
        ofThisExecutor = null;
      }
    };
  }
}
