package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.tools.reconcile.RangeBound.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeBoundTest {

  @Test
  void readsWordsAndTimes() {
    assertThat(RangeBound.parse("earliest")).isEqualTo(new RangeBound(Kind.EARLIEST, null));
    assertThat(RangeBound.parse("Latest")).isEqualTo(new RangeBound(Kind.LATEST, null));
    assertThat(RangeBound.parse("committed")).isEqualTo(new RangeBound(Kind.COMMITTED, null));
    assertThat(RangeBound.parse("2026-01-31T12:30:00.250+03:00"))
        .isEqualTo(new RangeBound(Kind.TIME, Instant.parse("2026-01-31T09:30:00.250Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T09:30Z",
        "2026-01-31t09:30:00z",
        "2026-01-31T12:30:00+0300",
        "2026-01-31T12:30:00.00000000001+03"
      })
  void readsTimesInEveryFormThatAnEventMayHave(String text) {
    assertThat(RangeBound.parse(text))
        .isEqualTo(new RangeBound(Kind.TIME, Instant.parse("2026-01-31T09:30:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-01-31", "2026-01-31T09:30:00", "17"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> RangeBound.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "it has to be earliest, latest, committed or a time such as 2026-01-31T09:30:00Z, it is"
                + " \"%s\"",
            text);
  }
}
