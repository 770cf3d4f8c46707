package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.kafka.Standstills.Standstill;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandstillsTest {

  private final Standstills standstills = new Standstills();

  @Test
  void aPartitionStandsStillWhileLaterRecordsFinish() {
    standstills.look(Map.of(0, 100L, 1, 7L), Map.of(0, 120L));
    standstills.look(Map.of(0, 100L, 1, 8L), Map.of(0, 130L));
    Collection<Standstill> now = standstills.look(Map.of(0, 100L, 1, 9L), Map.of(0, 130L));

    assertThat(now)
        .singleElement()
        .satisfies(
            standstill -> {
              assertThat(standstill.partition()).isZero();
              assertThat(standstill.position()).isEqualTo(100);
              assertThat(standstill.rounds()).isEqualTo(3);
              assertThat(standstill.finishes()).isEqualTo(2);
            });
  }

  @Test
  void whoGetsOnBeginsAnew() {
    standstills.look(Map.of(0, 1_000L), Map.of(0, 1_200L));
    Collection<Standstill> now = standstills.look(Map.of(0, 1_100L), Map.of(0, 1_300L));

    assertThat(now)
        .singleElement()
        .satisfies(
            standstill -> {
              assertThat(standstill.position()).isEqualTo(1_100);
              assertThat(standstill.rounds()).isEqualTo(1);
            });
    assertThat(standstills.look(Map.of(0, 1_301L), Map.of())).isEmpty();
  }
}
