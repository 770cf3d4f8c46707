package io.vectorstream.local.qdrant.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimesTest {

  @ParameterizedTest
  @CsvSource({
    "2025-03-01T12:00:00Z, 2025-03-01T12:00:00Z",
    "2025-03-01t12:00:00z, 2025-03-01T12:00:00Z",
    "2025-03-01 12:00:00+01:30, 2025-03-01T10:30:00Z",
    "2025-03-01T00:10:00-00:30, 2025-03-01T00:40:00Z",
    "2025-03-01T12:00:00.1234567891Z, 2025-03-01T12:00:00.123456789Z",
  })
  void fullMoments(String text, Instant moment) {
    assertThat(Datetimes.parse(text)).contains(moment);
    assertThat(Datetimes.parseLeniently(text)).contains(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01, 2025-03-01T00:00:00Z",
    "2025-03-01 12:34, 2025-03-01T12:34:00Z",
    "2025-03-01T12:34:56.5, 2025-03-01T12:34:56.5Z",
    "2025-03-01T12:34:56+0200, 2025-03-01T10:34:56Z",
  })
  void momentsThatOnlyAnIndexReads(String text, Instant moment) {
    assertThat(Datetimes.parse(text)).isEmpty();
    assertThat(Datetimes.parseLeniently(text)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2025-13-01T00:00:00Z", "2025-02-30", "12:00:00Z"})
  void noMoments(String text) {
    assertThat(Datetimes.parse(text)).isEmpty();
    assertThat(Datetimes.parseLeniently(text)).isEmpty();
  }

  @Test
  void dateWithOffsetButNoTimeIsNone() {
    assertThat(Datetimes.parseLeniently("2025-03-01Z")).isEmpty();
  }
}
