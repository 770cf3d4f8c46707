package io.vectorstream.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogSettingsTest {

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setErr(err);
    new LogSettings("info", false).apply();
  }

  private String logged(LogSettings settings) {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    settings.apply();
    LoggerFactory.getLogger("io.vectorstream.Some").info("read\n\"İ\"");
    LoggerFactory.getLogger("io.vectorstream.Some").warn("a warning");
    LoggerFactory.getLogger("org.other").warn("not ours");
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasTimeLevelAndMessage() {
    assertThat(logged(new LogSettings("info", false)))
        .containsPattern(
            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  Some: read\n")
        .contains("WARN  Some: a warning")
        .doesNotContain("not ours");
  }

  @Test
  void logsNothingBelowTheLevel() {
    assertThat(logged(new LogSettings("warn", false))).contains("a warning").doesNotContain("read");
  }

  /** As Spark's on a cluster. */
  @Test
  void theLevelCountsWhateverTheConfiguration() {
    Configurator.setLevel("io.vectorstream", Level.WARN);

    assertThat(logged(new LogSettings("info", false))).contains("read");
  }

  @Test
  void aLineIsAJsonObject() throws Exception {
    String[] lines = logged(new LogSettings("info", true)).split("\n");

    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines[0]);
    assertThat(first.get("message").textValue()).isEqualTo("read\n\"İ\"");
    assertThat(first.get("log.level").textValue()).isEqualTo("INFO");
    assertThat(first.get("log.logger").textValue()).isEqualTo("io.vectorstream.Some");
    assertThat(first.get("@timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }
}
