package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ReadRangeTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);
  private static final TopicPartition NEW = new TopicPartition("t", 2);

  @Test
  void whoGoesOnHasWhatIsNotDone() {
    Map<TopicPartition, Long> starts = Map.of(FIRST, 100L, SECOND, 0L);
    ReadRange range = new ReadRange(starts, ReadLimit.NONE, 50);

    Map<TopicPartition, Long> later = Map.of(FIRST, 110L, SECOND, 5L, NEW, 0L);
    assertThat(range.from(later)).isEqualTo(new ReadRange(later, ReadLimit.NONE, 35));
  }

  @Test
  void withoutEndItStaysSo() {
    Map<TopicPartition, Long> later = Map.of(FIRST, 110L);
    assertThat(new ReadRange(Map.of(FIRST, 100L), ReadLimit.NONE, 0).from(later))
        .isEqualTo(new ReadRange(later, ReadLimit.NONE, 0));
  }
}
