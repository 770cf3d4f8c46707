package io.vectorstream.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.metrics.Histogram;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LetterReasonsTest {

  private static final Map<LetterKind, Long> KINDS =
      Map.of(
          new LetterKind("parse", "not JSON"), 1_200L,
          new LetterKind("parse", "event_id is missing or blank"), 30L,
          new LetterKind("embed", "it has no text"), 7L,
          new LetterKind("write", "INVALID_ARGUMENT"), 2L);

  private static RunMetrics metrics(long written, long deadLettered) {
    RunMetrics none = RunMetrics.NONE;
    return new RunMetrics(
        written + deadLettered,
        written,
        deadLettered,
        written,
        0,
        0,
        0,
        0,
        0,
        none.busy(),
        KINDS,
        none.storeCalls(),
        Histogram.NONE,
        Histogram.NONE,
        Histogram.NONE,
        Histogram.NONE);
  }

  @Test
  void namesTheCommonestReasonsWhenMostEventsAreLetters() {
    assertThat(LetterReasons.sentence(metrics(0, 1_239)))
        .contains(
            "More events became dead letters (1,239) than were stored (0), mostly for: parse: not"
                + " JSON (1,200); parse: event_id is missing or blank (30); embed: it has no text"
                + " (7)");
  }

  @Test
  void saysNothingWhileMostAreStored() {
    assertThat(LetterReasons.sentence(metrics(1_239, 1_239))).isEmpty();
    assertThat(LetterReasons.sentence(metrics(0, 0))).isEmpty();
  }
}
