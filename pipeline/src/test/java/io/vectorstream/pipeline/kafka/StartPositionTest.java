package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.pipeline.UserMistakeException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {

  @Test
  void readsWords() {
    assertThat(StartPosition.parse("Committed")).isSameAs(StartPosition.COMMITTED);
    assertThat(StartPosition.parse("earliest").offsetSpec())
        .isInstanceOf(OffsetSpec.EarliestSpec.class);
    assertThat(StartPosition.parse("LATEST").offsetSpec())
        .isInstanceOf(OffsetSpec.LatestSpec.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 1769851800000",
    "2026-01-31T09:30Z, 1769851800000",
    "2026-01-31t09:30:00.2509z, 1769851800250",
    "2026-01-31T12:30:00+0300, 1769851800000",
    "2026-01-31T12:30:00.00000000001+03, 1769851800000",
    // Kafka means other things by negative timestamps: -1 is the end.
    "1969-12-31T23:59:59.999Z, 0",
    "0001-01-01T00:00:00Z, 0"
  })
  void readsTimesInEveryFormThatAnEventMayHave(String text, long millis) {
    StartPosition start = StartPosition.parse(text);

    assertThat(start.committed()).isFalse();
    assertThat(start.offsetSpec())
        .isInstanceOfSatisfying(
            OffsetSpec.TimestampSpec.class,
            spec -> assertThat(spec).extracting("timestamp").isEqualTo(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-01-31", "2026-01-31T09:30:00", "1769851800000"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> StartPosition.parse(text))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("--startFrom has to be")
        .hasMessageContaining("it is \"" + text + "\"");
  }
}
