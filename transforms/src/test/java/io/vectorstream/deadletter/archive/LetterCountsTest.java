package io.vectorstream.deadletter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.archive.LetterCounts.OfReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LetterCountsTest {

  private final LetterCounts.Counter counter = new LetterCounts.Counter();

  private void add(String stage, String reason) {
    counter.add(
        ArchivedLetter.builder()
            .setPartition(0)
            .setOffset(counter.counted())
            .setTime(Instant.EPOCH)
            .setStage(stage)
            .setReason(reason)
            .setHeaders(List.of())
            .build());
  }

  @Test
  void whatAReasonQuotesMakesNoOther() {
    add("parse", "not JSON: Unexpected character (character 17)");
    add("parse", "event_id is missing or blank");
    add("parse", "not JSON: Unexpected character (character 4)");
    add("parse", "timestamp is \"noon\", not a time such as 2026-01-31T09:30:00.250Z");
    add("parse", "timestamp is \"3\", not a time such as 2026-01-31T09:30:00.250Z");
    add("parse", "not JSON: Unexpected character (character 5)");
    add("write", "Qdrant refuses point 6f2c1f0e-0001-4c1e-9c5e-aaaaaaaaaaaa");
    add("write", "Qdrant refuses point af2c1f0e-0001-4c1e-9c5e-bbbbbbbbbbbb");
    add(null, null);

    LetterCounts counts = counter.counts(true);

    assertThat(counts.counted()).isEqualTo(9);
    assertThat(counts.isAll()).isTrue();
    assertThat(counts.byStage())
        .containsExactly(Map.entry("parse", 6L), Map.entry("unknown", 1L), Map.entry("write", 2L));
    assertThat(counts.byReason())
        .containsExactly(
            new OfReason("not JSON: Unexpected character (character 17)", 3),
            new OfReason("Qdrant refuses point 6f2c1f0e-0001-4c1e-9c5e-aaaaaaaaaaaa", 2),
            new OfReason("timestamp is \"noon\", not a time such as 2026-01-31T09:30:00.250Z", 2),
            new OfReason("event_id is missing or blank", 1),
            new OfReason("unknown", 1));
  }

  @Test
  void thoseOfTwoTopicsAreOne() {
    LetterCounts ofOne =
        new LetterCounts(
            3,
            true,
            Map.of("parse", 2L, "write", 1L),
            List.of(new OfReason("not JSON: character 17", 2), new OfReason("too long", 1)));
    LetterCounts ofOther =
        new LetterCounts(
            4,
            false,
            Map.of("parse", 4L),
            List.of(new OfReason("no event_id", 3), new OfReason("not JSON: character 4", 1)));

    assertThat(ofOne.plus(ofOther))
        .isEqualTo(
            new LetterCounts(
                7,
                false,
                Map.of("parse", 6L, "write", 1L),
                List.of(
                    new OfReason("no event_id", 3),
                    new OfReason("not JSON: character 17", 3),
                    new OfReason("too long", 1))));
  }

  @Test
  void noLettersAreNoCounts() {
    assertThat(counter.counts(true)).isEqualTo(new LetterCounts(0, true, Map.of(), List.of()));
  }
}
