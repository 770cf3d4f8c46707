package io.vectorstream.runners.spark;

import java.util.Map;

/**
 * Settings of Spark that the runner has no option for. Spark takes them from system properties, and
 * what the user has set there stands.
 */
final class SparkDefaults {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          // Stopping finishes the micro-batches at hand; by default Spark gives up on them after
          // ten batch intervals. After a failure it waits in vain, so not for too long either.
          "spark.streaming.gracefulStopTimeout", "60s",
          // A machine's host name does not always resolve to an address it listens on.
          "spark.driver.host", "localhost");

  private SparkDefaults() {}

  static void apply() {
    SETTINGS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
