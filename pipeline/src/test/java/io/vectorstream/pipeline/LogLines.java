package io.vectorstream.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged while this is open, each as its level and message. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

  private static final long POLL_NANOS = 20_000_000;

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

  /** Waits for a line that begins in some way, as long as a run goes on. */
  public void await(String beginning, Future<?> run) {
    Instant limit = Instant.now().plus(Duration.ofSeconds(90));
    while (lines.stream().noneMatch(line -> line.startsWith(beginning))) {
      if (run.isDone() || Instant.now().isAfter(limit)) {
        throw new AssertionError("nothing was logged that begins with " + beginning);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
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
