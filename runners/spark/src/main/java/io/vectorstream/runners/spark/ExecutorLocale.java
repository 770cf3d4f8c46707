package io.vectorstream.runners.spark;

import java.util.Locale;
import org.apache.spark.api.plugin.PluginContext;

/**
 * Gives executors the default locale {@link Locale#ROOT}, whatever language their machines are set
 * to: libraries change the case of words and write numbers by it.
 */
public final class ExecutorLocale extends ExecutorStart {

  /** For Spark. */
  public ExecutorLocale() {}

  @Override
  void start(PluginContext executor) {
    Locale.setDefault(Locale.ROOT);
  }
}
