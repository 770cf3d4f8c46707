package io.vectorstream.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LetterKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "not JSON: Unexpected character ('x' (code 120)) | not JSON",
        "event_id is missing or blank | event_id is missing or blank",
        "it is the number 12345.5, not -1e+9 | it is the number N, not N",
        "the record's value has 123 bytes, an event has 45 at most"
            + " | the record's value has N bytes, an event has N at most",
        "timestamp is \"a: \"b\"\", not an ISO-8601 time with an offset or Z, such as 2026-01-31T09:30Z"
            + " | timestamp is …, not an ISO-8601 time with an offset or Z",
        "INVALID_ARGUMENT: Wrong input: expected dim: 384, got 3 | INVALID_ARGUMENT",
        "Qdrant refuses point 6f2c1f0e-0001-4C1E-9c5e-aaaaaaaaaaaa | Qdrant refuses point …",
        "a\u0000b | a b"
      })
  void isTheReasonWithoutWhatIsParticular(String reason, String kind) {
    assertThat(LetterKind.general(reason)).isEqualTo(kind);
  }

  @Test
  void isCutWhereItIsLong() {
    assertThat(LetterKind.general("x".repeat(200))).isEqualTo("x".repeat(80) + "…");
  }

  @Test
  void hasACounter() {
    LetterKind kind = new LetterKind("parse", "a/b is missing");

    assertThat(kind.counter().getName()).isEqualTo("events_dead_lettered_by_parse/a/b is missing");
    assertThat(LetterKind.countedBy(kind.counter())).contains(kind);
    assertThat(LetterKind.countedBy(DeadLetters.EVENTS_DEAD_LETTERED)).isEmpty();
  }
}
