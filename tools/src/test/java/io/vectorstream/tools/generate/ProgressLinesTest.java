package io.vectorstream.tools.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.SendProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private final StringWriter err = new StringWriter();

  @Test
  void aLineAppearsEveryFiveSecondsAndNoneAtTheEnd() {
    try (ProgressDisplay lines = new ProgressDisplay.Lines(new PrintWriter(err))) {
      lines.accept(new SendProgress(20_000, 4_900, 0, Duration.ofMillis(4_900)));
      lines.accept(new SendProgress(20_000, 5_000, 0, Duration.ofSeconds(5)));
      lines.accept(new SendProgress(20_000, 5_100, 0, Duration.ofMillis(5_100)));
      lines.accept(new SendProgress(20_000, 12_500, 0, Duration.ofMillis(12_500)));
      lines.accept(new SendProgress(20_000, 20_000, 0, Duration.ofSeconds(20)));
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "5,000 of 20,000 events, 1,000 events/s", "12,500 of 20,000 events, 1,000 events/s");
  }
}
