package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void withoutLimitEverythingIsDueAtOnce() {
    assertThat(Pace.unlimited().dueNanos(1_000_000)).isZero();
  }

  @Test
  void aSteadyPaceSpreadsEventsEvenly() {
    Pace pace = Pace.steady(100);

    assertThat(pace.dueNanos(0)).isZero();
    assertThat(pace.dueNanos(1)).isEqualTo(SECOND / 100);
    assertThat(pace.dueNanos(36_000)).isEqualTo(360 * SECOND);
  }

  @Test
  void burstsComeAtTheBeginningOfEachSecond() {
    Pace pace = Pace.bursts(100);

    assertThat(pace.dueNanos(99)).isZero();
    assertThat(pace.dueNanos(100)).isEqualTo(SECOND);
    assertThat(pace.dueNanos(199)).isEqualTo(SECOND);
    assertThat(pace.dueNanos(200)).isEqualTo(2 * SECOND);
  }

  @Test
  void aRateThatIsNoWholeNumberIsMetOnAverage() {
    assertThat(Pace.bursts(2.5).dueNanos(3)).isEqualTo(1_200_000_000L);
    assertThat(Pace.bursts(0.5).dueNanos(3)).isEqualTo(6 * SECOND);
    assertThat(Pace.steady(0.5).dueNanos(3)).isEqualTo(6 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateHasToBeAboveZero(double rate) {
    assertThatThrownBy(() -> Pace.steady(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rate must be above 0, was " + rate);
    assertThatThrownBy(() -> Pace.bursts(rate)).isInstanceOf(IllegalArgumentException.class);
  }
}
