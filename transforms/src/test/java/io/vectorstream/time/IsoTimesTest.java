package io.vectorstream.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoTimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30Z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.1Z, 2026-01-31T09:30:00.1Z",
    "2026-01-31T09:30:00.123456+00:00, 2026-01-31T09:30:00.123456Z",
    "2026-01-31T09:30:00.1234567891234Z, 2026-01-31T09:30:00.123456789Z",
    "2026-01-31T12:30:00+0300, 2026-01-31T09:30:00Z",
    "2026-01-31T12:30:00.250+0300, 2026-01-31T09:30:00.250Z",
    "2026-01-31T12:30+03, 2026-01-31T09:30:00Z",
    "2026-01-31T04:00:00-05:30, 2026-01-31T09:30:00Z",
    "2026-01-31T04:00:00-0530, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00-00:00, 2026-01-31T09:30:00Z",
    "2026-02-01T03:30:00+18:00, 2026-01-31T09:30:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void readsTimesOfAnyFractionAndOffset(String text, String instant) {
    assertThat(IsoTimes.parse(text)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1769851800000",
        "2026-01-31",
        "09:30:00Z",
        "2026-01-31Z",
        "2026-01-31T09Z",
        "2026-01-31T09:30:00",
        "2026-01-31 09:30:00Z",
        "2026-01-31T09:30:00 Z",
        "2026-01-31T09:30:00Z ",
        "2026-01-31T09:30:00.Z",
        "2026-01-31T09:30:00,5Z",
        "2026-01-31T09:30.5Z",
        "2026-01-31T09:30:00+3",
        "2026-01-31T09:30:00+03:00:00",
        "2026-01-31T09:30:00+18:01",
        "2026-01-31T09:30:00+03:60",
        "2026-01-31T09:30:00Z[Europe/Istanbul]",
        "2026-1-31T09:30:00Z",
        "20260131T093000Z",
        "2026-W05-6T09:30:00Z",
        "2026-02-29T09:30:00Z",
        "2026-13-01T09:30:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z",
        "2016-12-31T23:59:60Z",
        "+2026-01-31T09:30:00Z",
        "-0001-01-31T09:30:00Z",
        "10000-01-01T00:00:00Z",
        "+12026-01-31T09:30:00Z",
        "9999-12-31T23:59:59-03:00",
        "0000-01-01T00:00:00+03:00",
        "٢٠٢٦-01-31T09:30:00Z"
      })
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> IsoTimes.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> IsoTimes.toRfc3339(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T09:30:00Z",
        "2026-01-31T12:30:00+03:00",
        "2026-01-31T09:30:00.2Z",
        "2026-01-31T09:30:00.123456789-05:30"
      })
  void keepsATextThatEveryReaderOfRfc3339Takes(String text) {
    assertThat(IsoTimes.toRfc3339(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00Z, 2026-01-31T10:00:00Z",
    "2026-01-31T12:30:00.250+0300, 2026-01-31T09:30:00.250Z",
    "2026-01-31T12:30:00+03, 2026-01-31T09:30:00Z",
    "2026-01-31t09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.1234567891Z, 2026-01-31T09:30:00.123456789Z",
    "0000-01-01T03:00+03, 0000-01-01T00:00:00Z"
  })
  void writesTheRestInUtc(String text, String written) {
    assertThat(IsoTimes.toRfc3339(text)).isEqualTo(written);
  }

  @Test
  void aFractionOfAMillionDigitsIsCut() {
    String fraction = "123456789" + "5".repeat(1_000_000);

    assertThat(IsoTimes.parse("2026-01-31T09:30:00." + fraction + "Z"))
        .isEqualTo(Instant.parse("2026-01-31T09:30:00.123456789Z"));
  }
}
