package io.vectorstream.runners.spark;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Gives executors the default locale {@link Locale#ROOT}, whatever language their machines are set
 * to: libraries change the case of words and write numbers by it.
 */
public final class ExecutorLocale implements SparkPlugin {

  /** For Spark. */
  public ExecutorLocale() {}

  @Override
  public @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        Locale.setDefault(Locale.ROOT);
      }
    };
  }
}
