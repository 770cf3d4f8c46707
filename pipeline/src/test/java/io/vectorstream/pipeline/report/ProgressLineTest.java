package io.vectorstream.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private final StringWriter out = new StringWriter();
  private long nanos = -1;

  private void showAt(ProgressLine line, long millis) {
    nanos = Duration.ofMillis(millis).toNanos() - 1;
    line.show(elapsed -> "at " + elapsed.toMillis());
  }

  @Test
  void aLogHasALineEveryFiveSeconds() {
    try (ProgressLine line = new ProgressLine(new PrintWriter(out), false, () -> nanos)) {
      showAt(line, 4_999);
      showAt(line, 5_000);
      showAt(line, 9_999);
      showAt(line, 12_500);
      showAt(line, 17_499);
    }

    assertThat(out.toString().lines()).containsExactly("at 5000", "at 12500");
  }

  @Test
  void aLogHasALineEveryMinuteAfterTwo() {
    try (ProgressLine line = new ProgressLine(new PrintWriter(out), false, () -> nanos)) {
      showAt(line, 119_000);
      showAt(line, 124_000);
      showAt(line, 183_999);
      showAt(line, 184_000);
      showAt(line, 243_999);
    }

    assertThat(out.toString().lines()).containsExactly("at 119000", "at 124000", "at 184000");
  }

  @Test
  void aTerminalHasOneLineThatIsGoneInTheEnd() {
    try (ProgressLine line = new ProgressLine(new PrintWriter(out), true, () -> nanos)) {
      showAt(line, 0);
      showAt(line, 100);
    }

    assertThat(out.toString()).isEqualTo("\r\u001b[Kat 0\r\u001b[Kat 100\r\u001b[K");
  }
}
