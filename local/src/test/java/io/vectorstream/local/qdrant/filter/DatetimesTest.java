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
    "2025-03-01T12:00:00.123456789Z, 2025-03-01T12:00:00.123456789Z",
    "2025-03-01T12:00:00.05+03:00, 2025-03-01T09:00:00.05Z",
    "2025-03-01T02:00:00.5-11:45, 2025-03-01T13:45:00.5Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.75Z, 1969-12-31T23:59:59.75Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
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
  @ValueSource(
      strings = {
        "",
        "now",
        "2025-13-01T00:00:00Z",
        "2025-02-30",
        "12:00:00Z",
        "2025-02-29T00:00:00Z",
        "2025-03-01T24:00:00Z",
        "2025-03-01T12:60:00Z",
        "2025-03-01T12:00:61Z",
        "2025-03-01T12:00:00.Z",
        "2025-03-01T12:00:00*03:00",
        "2025-03-01T12:00:00+03:00 ",
        "2025-03-01T12:00:00ZZ"
      })
  void noMoments(String text) {
    assertThat(Datetimes.parse(text)).isEmpty();
    assertThat(Datetimes.parseLeniently(text)).isEmpty();
  }

  @Test
  void dateWithOffsetButNoTimeIsNone() {
    assertThat(Datetimes.parseLeniently("2025-03-01Z")).isEmpty();
  }
}
