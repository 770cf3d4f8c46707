package io.vectorstream.serve.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DownLogTest {

  private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final DownLog log =
      new DownLog(line -> lines.add("WARN " + line), line -> lines.add("INFO " + line));

  private void note(String part, boolean up, int since, int second) {
    PartHealth health =
        new PartHealth(up, START.plusSeconds(since), "said " + second, Optional.empty());
    log.note(part, health, START.plusSeconds(second));
  }

  @Test
  void saysOnceThatAPartIsDownAndOnceThatItIsUp() {
    note("kafka", true, 0, 0);
    for (int second = 5; second <= 300; second += 5) {
      note("kafka", false, 5, second);
      note("store", true, 0, second);
    }
    note("kafka", true, 305, 305);
    note("kafka", true, 305, 310);

    assertThat(lines)
        .containsExactly(
            "WARN Health: kafka is down since 2026-01-31T09:00:05Z: said 15",
            "INFO Health: kafka is up again, after 300 s");
  }

  @Test
  void aMomentIsNoNews() {
    note("kafka", false, 5, 5);
    note("kafka", false, 5, 10);
    note("kafka", true, 12, 12);
    note("kafka", false, 20, 20);
    note("kafka", true, 25, 25);

    assertThat(lines).isEmpty();
  }

  @Test
  void tellsPartsApart() {
    note("kafka", false, 0, 10);
    note("store", false, 2, 12);
    note("store", true, 15, 15);

    assertThat(lines)
        .containsExactly(
            "WARN Health: kafka is down since 2026-01-31T09:00:00Z: said 10",
            "WARN Health: store is down since 2026-01-31T09:00:02Z: said 12",
            "INFO Health: store is up again, after 13 s");
  }
}
