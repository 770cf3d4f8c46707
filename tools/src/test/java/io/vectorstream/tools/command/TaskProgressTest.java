package io.vectorstream.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.report.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TaskProgressTest {

  private final StringWriter err = new StringWriter();
  private Duration now = Duration.ofHours(-1);

  @Test
  void saysHowMuchOfATaskIsDoneUntilAllIs() {
    ProgressLine line = new ProgressLine(new PrintWriter(err), false, () -> now.toNanos());
    try (TaskProgress progress = new TaskProgress("Sending", 20_000, "events", line)) {
      now = now.plusSeconds(5);
      progress.accept(5_000);
      now = now.plusSeconds(15);
      progress.accept(20_000);
    }

    assertThat(err.toString())
        .isEqualToNormalizingNewlines("Sending: 5,000 of 20,000 events, 1,000 a second\n");
  }
}
