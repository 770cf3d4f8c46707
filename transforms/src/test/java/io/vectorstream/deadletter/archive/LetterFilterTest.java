package io.vectorstream.deadletter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LetterFilterTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static ArchivedLetter letter(String stage, String reason, Instant time) {
    return ArchivedLetter.builder()
        .setPartition(0)
        .setOffset(0)
        .setTime(time)
        .setStage(stage)
        .setReason(reason)
        .setHeaders(List.of())
        .build();
  }

  private static final ArchivedLetter LETTER = letter("parse", "event_id is missing", NOON);
  private static final ArchivedLetter FOREIGN = letter(null, null, NOON);

  @Test
  void lettersOfAnyKindMatchByDefault() {
    assertThat(LetterFilter.all().matches(LETTER)).isTrue();
    assertThat(LetterFilter.all().matches(FOREIGN)).isTrue();
  }

  @Test
  void aStageIsTheWholeWord() {
    assertThat(LetterFilter.all().withStage("parse").matches(LETTER)).isTrue();
    assertThat(LetterFilter.all().withStage("pars").matches(LETTER)).isFalse();
    assertThat(LetterFilter.all().withStage("write").matches(LETTER)).isFalse();
    assertThat(LetterFilter.all().withStage("parse").matches(FOREIGN)).isFalse();
  }

  @Test
  void aReasonHasTheTextInIt() {
    assertThat(LetterFilter.all().withReason("ID is MISS").matches(LETTER)).isTrue();
    assertThat(LetterFilter.all().withReason("event.id").matches(LETTER)).isFalse();
    assertThat(LetterFilter.all().withReason("missing").matches(FOREIGN)).isFalse();
  }

  @Test
  void sinceIsIncludedAndUntilIsNot() {
    assertThat(LetterFilter.all().withSince(NOON).matches(LETTER)).isTrue();
    assertThat(LetterFilter.all().withSince(NOON.plusMillis(1)).matches(LETTER)).isFalse();
    assertThat(LetterFilter.all().withUntil(NOON.plusMillis(1)).matches(LETTER)).isTrue();
    assertThat(LetterFilter.all().withUntil(NOON).matches(LETTER)).isFalse();
  }

  @Test
  void allPartsHaveToHold() {
    LetterFilter both = LetterFilter.all().withStage("parse").withReason("missing").withSince(NOON);

    assertThat(both.matches(LETTER)).isTrue();
    assertThat(both.withStage("embed").matches(LETTER)).isFalse();
    assertThat(both.withReason("blank").matches(LETTER)).isFalse();
  }

  @Test
  void timesThatExcludeEachOtherAreAMistake() {
    assertThatThrownBy(() -> LetterFilter.all().withSince(NOON).withUntil(NOON.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("since (2026-01-31T12:00:00Z) is later than until (2026-01-31T11:59:59Z)");
  }
}
