package io.vectorstream.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged while this is open, each as its level and message. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    super("lines", null, null, true, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  public static LogLines of(Class<?> source) {
    return of((Logger) LogManager.getLogger(source));
  }

  /** What all classes log. */
  public static LogLines ofAll() {
    return of((Logger) LogManager.getRootLogger());
  }

  private static LogLines of(Logger logger) {
    LogLines lines = new LogLines(logger);
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
