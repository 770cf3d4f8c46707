package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KillTest {

  private static final Duration STREAM = Duration.ofSeconds(100);

  @Test
  void everyPartOfTheStreamHasItsKill() {
    List<Kill> plan = Kill.spread(20, STREAM, new SplittableRandom(7));

    assertThat(plan).hasSize(20);
    for (int i = 0; i < plan.size(); i++) {
      assertThat(plan.get(i).at())
          .isBetween(Duration.ofSeconds(5 * i), Duration.ofSeconds(5 * (i + 1)));
    }
    assertThat(plan)
        .extracting(Kill::away)
        .contains(Duration.ZERO)
        .anyMatch(away -> away.compareTo(Duration.ZERO) > 0)
        .allMatch(away -> away.compareTo(Duration.ofSeconds(5)) < 0);
  }

  @Test
  void theSeedSetsTheMoments() {
    List<Kill> plan = Kill.spread(20, STREAM, new SplittableRandom(7));

    assertThat(Kill.spread(20, STREAM, new SplittableRandom(7))).isEqualTo(plan);
    assertThat(Kill.spread(20, STREAM, new SplittableRandom(8))).isNotEqualTo(plan);
  }

  @Test
  void noKillsAreNoPlan() {
    assertThat(Kill.spread(0, STREAM, new SplittableRandom(7))).isEmpty();
  }
}
