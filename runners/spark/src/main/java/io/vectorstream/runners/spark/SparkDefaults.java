package io.vectorstream.runners.spark;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of Spark that the runner has no option for. Spark takes them from system properties, and
 * what the user has set there stands.
 */
final class SparkDefaults {

  private SparkDefaults() {}

  /** Sets what the user has not. */
  static void apply(String master) {
    settings(master)
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
  }

  /** The settings for a master, given as its URL. */
  static Map<String, String> settings(String master) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.ui.showConsoleProgress", "false");
    // Stopping finishes the micro-batches at hand; by default Spark gives up on them after ten
    // batch intervals. After a failure it waits in vain, so not for too long either.
    settings.put("spark.streaming.gracefulStopTimeout", "60s");
    if (master.startsWith("local")) {
      settings.put("spark.ui.enabled", "false");
      // A machine's host name does not always resolve to an address it listens on. On a cluster the
      // executors have to find the driver by it.
      settings.put("spark.driver.host", "localhost");
    }
    return settings;
  }
}
