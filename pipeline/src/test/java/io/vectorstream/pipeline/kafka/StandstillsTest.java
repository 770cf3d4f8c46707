package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class StandstillsTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final long LATER = Standstills.PATIENCE.toNanos();

  private final Standstills standstills = new Standstills();

  @Test
  void aRecordIsLostIfTheRunnerIsDoneAgainAndAgainAndItIsNot() {
    assertThat(standstills.findLost(Map.of(P0, 100L), 7, 0)).isEmpty();
    assertThat(standstills.findLost(Map.of(P0, 100L), 10, LATER - 1)).isEmpty();
    assertThat(standstills.findLost(Map.of(P0, 100L), 9, LATER)).isEmpty();

    assertThat(standstills.findLost(Map.of(P0, 100L), 10, LATER)).hasValue(P0);
  }

  @Test
  void aRecordThatWaitsForASlowStoreIsNotLostHoweverLongThatTakes() {
    long now = 0;
    for (int round = 0; round < 3_600; round++) {
      now += Duration.ofSeconds(1).toNanos();
      assertThat(standstills.findLost(Map.of(P0, 100L), 7, now)).isEmpty();
    }
  }

  @Test
  void whoGetsOnBeginsAnew() {
    assertThat(standstills.findLost(Map.of(P0, 100L, P1, 5L), 7, 0)).isEmpty();
    assertThat(standstills.findLost(Map.of(P0, 101L), 20, LATER)).isEmpty();
    assertThat(standstills.findLost(Map.of(P0, 101L, P1, 5L), 22, LATER)).isEmpty();

    assertThat(standstills.findLost(Map.of(P0, 101L), 23, 2 * LATER)).hasValue(P0);
  }
}
