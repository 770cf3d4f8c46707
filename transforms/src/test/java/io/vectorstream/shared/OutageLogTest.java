package io.vectorstream.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

final class OutageLogTest {

  private final List<String> lines = new ArrayList<>();
  private long now;
  private final OutageLog outages = new OutageLog(new RecordingLogger(lines), "Qdrant", () -> now);

  private void after(Duration time) {
    now += time.toNanos();
  }

  @Test
  void saysWhenAnOutageBeginsAndEnds() {
    outages.worked();
    outages.failed("UNAVAILABLE");
    for (int i = 0; i < 100; i++) {
      after(Duration.ofMillis(100));
      outages.failed("UNAVAILABLE");
    }
    outages.worked();
    outages.worked();

    assertThat(lines)
        .containsExactly(
            "WARN Qdrant fails and is tried again: UNAVAILABLE",
            "INFO Qdrant works again, after 10 s");
  }

  @Test
  void remindsOnceAMinute() {
    for (int second = 0; second <= 125; second++) {
      outages.failed("still " + second);
      after(Duration.ofSeconds(1));
    }

    assertThat(lines)
        .containsExactly(
            "WARN Qdrant fails and is tried again: still 0",
            "WARN Qdrant has failed for 60 s: still 60",
            "WARN Qdrant has failed for 120 s: still 120");
  }

  @Test
  void tellsOfTheFirstOfManyShortOnesOnly() {
    for (int second = 0; second < 90; second++) {
      outages.failed("failure " + second);
      outages.worked();
      after(Duration.ofSeconds(1));
    }

    assertThat(lines)
        .containsExactly(
            "WARN Qdrant fails and is tried again: failure 0",
            "INFO Qdrant works again, after 0 s",
            "WARN Qdrant fails and is tried again: failure 60",
            "INFO Qdrant works again, after 0 s");
  }

  private static final class RecordingLogger extends AbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    RecordingLogger(List<String> lines) {
      this.lines = lines;
      this.name = "recording";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
      lines.add(level + " " + MessageFormatter.arrayFormat(message, arguments).getMessage());
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
      return true;
    }
  }
}
