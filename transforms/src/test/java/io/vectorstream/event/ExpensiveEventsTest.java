package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is small as bytes and huge as objects, in a process with little memory. */
final class ExpensiveEventsTest {

  @Test
  void eventsThatWaitForTheirBatchCostTheirBytes() throws Exception {
    // The trees of all of them take more than 400 MB.
    assertThat(batched(70, CommerceEvent.MOST_VALUES - 4)).isEqualTo("70 0");
  }

  @Test
  void eventsBeyondTheLimitAreNoEvents() throws Exception {
    assertThat(batched(40, 300_000)).isEqualTo("0 40");
  }

  /** How many of so many events with so many lists each are batched, and how many are none. */
  private static String batched(int events, int lists) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx250m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ExpensiveEventsProcess.class.getName(),
                String.valueOf(events),
                String.valueOf(lists))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code").isZero();
    return printed.lines().reduce("", (before, line) -> line);
  }
}
