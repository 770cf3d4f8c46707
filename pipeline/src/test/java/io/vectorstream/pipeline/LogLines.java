package io.vectorstream.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a class logs while this is open, each as its level and message. */
final class LogLines extends AbstractAppender implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogLines(Class<?> source) {
    super("lines", null, null, true, Property.EMPTY_ARRAY);
    logger = (Logger) LogManager.getLogger(source);
  }

  static LogLines of(Class<?> source) {
    LogLines lines = new LogLines(source);
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  List<String> lines() {
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
