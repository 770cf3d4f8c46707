package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.RunOptions;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What this process logs of VectorStream, and how.
 *
 * @param level the least that is logged
 * @param json whether each line is a JSON object, after the Elastic Common Schema
 */
public record LogSettings(String level, boolean json) {

  private static final String JSON = "json";
  private static final List<String> FORMATS = List.of("text", JSON);
  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

  // The names that log4j2.properties reads.
  private static final String LEVEL = "vectorstream.log.level";
  private static final String APPENDER = "vectorstream.log.appender";
  private static final String TEXT = "console";

  private static final String LOGGER = "io.vectorstream";

  /**
   * Reads the options, before others may be warned of.
   *
   * @throws UserMistakeException if one of them makes no sense
   */
  public static LogSettings read(RunOptions options) {
    return new LogSettings(
        OptionValues.oneOf("logLevel", LEVELS, options.getLogLevel()),
        OptionValues.oneOf("logFormat", FORMATS, options.getLogFormat()).equals(JSON));
  }

  /** Lets this process log so from now on. */
  public void apply() {
    // Nothing is read anew where nothing changes, and what was added since stays.
    boolean changed = set(LEVEL, level, "info");
    changed |= set(APPENDER, json ? "json" : TEXT, TEXT);
    if (changed) {
      Configurator.reconfigure();
    }
    // On a cluster the configuration is Spark's, which does not read them.
    Configurator.setLevel(LOGGER, Level.valueOf(level));
  }

  private static boolean set(String property, String value, String otherwise) {
    String before = System.getProperty(property, otherwise);
    System.setProperty(property, value);
    return !value.equals(before);
  }
}
