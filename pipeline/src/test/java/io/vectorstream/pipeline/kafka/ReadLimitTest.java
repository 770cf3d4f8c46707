package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.kafka.ReadLimit.Step;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ReadLimitTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final TopicPartition P2 = new TopicPartition("t", 2);

  /** A topic in which only every second offset has a record, as after transactions of one. */
  private static Step everySecond(TopicPartition partition, long from, long wanted, long end) {
    long records = 0;
    for (long offset = from; offset < end; offset++) {
      if (hasRecord(offset)) {
        records++;
        if (records == wanted) {
          return new Step(records, offset + 1);
        }
      }
    }
    return new Step(records, end);
  }

  private static boolean hasRecord(long offset) {
    return offset % 2 == 0;
  }

  @Test
  void letsExactlyAsManyRecordsThroughAsAsked() {
    Map<TopicPartition, Long> starts = Map.of(P0, 10L, P1, 0L, P2, 5L);
    Map<TopicPartition, Long> ends = Map.of(P0, 1_000L, P1, 7L, P2, 5L);

    for (int wanted = 1; wanted <= 495 + 4; wanted++) {
      ReadLimit limit = ReadLimit.ofEvents(wanted, starts, ends, ReadLimitTest::everySecond);
      int through = 0;
      for (TopicPartition partition : starts.keySet()) {
        for (long offset = starts.get(partition); offset < ends.get(partition); offset++) {
          through += hasRecord(offset) && limit.includes(partition, offset) ? 1 : 0;
        }
      }
      assertThat(through).isEqualTo(wanted);
    }
  }

  @Test
  void doesNotLimitATopicThatHoldsFewer() {
    assertThat(
            ReadLimit.ofEvents(
                5, Map.of(P0, 3L, P1, 0L), Map.of(P0, 6L, P1, 4L), ReadLimitTest::everySecond))
        .isEqualTo(ReadLimit.NONE);
  }

  @Test
  void isReachedWhenEachPartitionIs() {
    ReadLimit limit =
        ReadLimit.ofEvents(
            2, Map.of(P0, 0L, P1, 0L), Map.of(P0, 5L, P1, 5L), ReadLimitTest::everySecond);

    assertThat(limit.isReachedBy(Map.of(P0, 1L, P1, 0L))).isFalse();
    assertThat(limit.isReachedBy(Map.of(P0, 1L, P1, 1L))).isTrue();
    assertThat(ReadLimit.NONE.isReachedBy(Map.of(P0, 1L))).isFalse();
  }

  @Test
  void readsAPartitionItDoesNotKnow() {
    ReadLimit limit =
        ReadLimit.ofEvents(1, Map.of(P0, 0L), Map.of(P0, 5L), ReadLimitTest::everySecond);

    assertThat(limit.includes(P0, 0)).isTrue();
    assertThat(limit.includes(P0, 1)).isFalse();
    assertThat(limit.includes(P1, 99)).isTrue();
  }
}
