package io.vectorstream.runners.spark;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Spark that the runner has no option for. Spark takes them from system properties;
 * those that the user has set are kept.
 */
final class SparkDefaults {

  private static final String PLUGINS = "spark.plugins";
  private static final String LISTENERS = "spark.extraListeners";

  private SparkDefaults() {}

  /**
   * Sets what the user has not.
   *
   * @param intervalMillis how often a micro-batch becomes due
   * @param ui whether a local run serves Spark's own page
   */
  static void apply(String master, long intervalMillis, boolean ui) {
    settings(master, intervalMillis, ui)
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
    addPlugin(ExecutorLocale.class);
    addPlugin(ExecutorResources.class);
    addPlugin(FinishedRecordsPlugin.class);
    addPlugin(WorkerReach.class);
    if (System.getProperty("spark.executor.resource.gpu.amount") != null) {
      addPlugin(ExecutorGpus.class);
    }
    add(LISTENERS, TaskCounts.class);
  }

  private static void addPlugin(Class<? extends SparkPlugin> plugin) {
    add(PLUGINS, plugin);
  }

  private static void add(String setting, Class<?> ours) {
    System.setProperty(setting, withClass(System.getProperty(setting), ours.getName()));
  }

  /** A list of classes that includes one of ours. */
  static String withClass(@Nullable String classes, String ours) {
    if (classes == null || classes.isBlank()) {
      return ours;
    }
    return Splitter.on(',').trimResults().splitToList(classes).contains(ours)
        ? classes
        : classes + "," + ours;
  }

  /** Whether a master's executor is this process itself. */
  static boolean isThisProcess(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  /** The settings for a master, given as its URL. */
  static Map<String, String> settings(String master, long intervalMillis, boolean ui) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.ui.showConsoleProgress", "false");
    // What a task has counted is known with each: ten seconds by default.
    settings.put("spark.executor.heartbeatInterval", "2s");
    if (isThisProcess(master)) {
      settings.put("spark.ui.enabled", Boolean.toString(ui));
      // A machine's host name does not always resolve to an address it listens on. On a cluster the
      // executors have to find the driver by it.
      settings.put("spark.driver.host", "localhost");
    } else {
      // How long a share of a micro-batch waits for the executor that had it last while another one
      // is free: three seconds by Spark's default, in which that one has nothing to do. It is not
      // shorter than the interval because Beam keeps a reader for one and a half of them after its
      // last use: a share that moves away and back must not find the old one.
      settings.put("spark.locality.wait", intervalMillis + "ms");
    }
    return settings;
  }
}
