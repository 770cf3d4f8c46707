package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ReadLimitTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final TopicPartition P2 = new TopicPartition("t", 2);

  @Test
  void letsExactlyAsManyEventsThroughAsAsked() {
    Map<TopicPartition, Long> starts = Map.of(P0, 10L, P1, 0L, P2, 5L);
    Map<TopicPartition, Long> ends = Map.of(P0, 1_000L, P1, 7L, P2, 5L);

    for (int wanted = 1; wanted <= 997; wanted++) {
      ReadLimit limit = ReadLimit.ofEvents(wanted, starts, ends);
      int through = 0;
      for (TopicPartition partition : starts.keySet()) {
        for (long offset = starts.get(partition); offset < ends.get(partition); offset++) {
          through += limit.includes(partition.partition(), offset) ? 1 : 0;
        }
      }
      assertThat(through).isEqualTo(wanted);
    }
  }

  @Test
  void doesNotLimitATopicThatHoldsFewer() {
    assertThat(ReadLimit.ofEvents(8, Map.of(P0, 3L, P1, 0L), Map.of(P0, 6L, P1, 4L)))
        .isEqualTo(ReadLimit.NONE);
  }

  @Test
  void readsAPartitionItDoesNotKnow() {
    ReadLimit limit = ReadLimit.ofEvents(1, Map.of(P0, 0L), Map.of(P0, 5L));

    assertThat(limit.includes(0, 0)).isTrue();
    assertThat(limit.includes(0, 1)).isFalse();
    assertThat(limit.includes(1, 99)).isTrue();
  }
}
