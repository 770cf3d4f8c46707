package io.vectorstream.pipeline.settings;

import org.apache.logging.log4j.core.config.Configurator;

/**
 * What this process logs of VectorStream, and how.
 *
 * @param level the least that is logged
 * @param json whether each line is a JSON object, after the Elastic Common Schema
 */
public record LogSettings(String level, boolean json) {

  // The names that log4j2.properties reads.
  private static final String LEVEL = "vectorstream.log.level";
  private static final String APPENDER = "vectorstream.log.appender";

  /** Lets this process log so from now on. */
  public void apply() {
    System.setProperty(LEVEL, level);
    System.setProperty(APPENDER, json ? "json" : "console");
    Configurator.reconfigure();
  }
}
