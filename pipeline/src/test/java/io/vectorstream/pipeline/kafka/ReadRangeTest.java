package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.kafka.OffsetTracker.Reached;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ReadRangeTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final SourceTopics TOPICS = new SourceTopics(Map.of(), List.of(P0));

  private static ReadRange range(ReadLimit limit, long events) {
    return new ReadRange(TOPICS, Map.of(P0, 10L), limit, events);
  }

  @Test
  void withALimitItIsFinishedWhereThatIs() {
    ReadRange range = range(new ReadLimit(new HashMap<>(Map.of(P0, 16L))), 6);

    assertThat(range.isFinished(new Reached(Map.of(P0, 15L), 5))).isFalse();
    assertThat(range.isFinished(new Reached(Map.of(P0, 16L), 4)))
        .as("records may be compacted away between counting and reading")
        .isTrue();
  }

  @Test
  void withoutALimitItIsFinishedAfterSoManyRecords() {
    ReadRange range = range(ReadLimit.NONE, 6);

    assertThat(range.isFinished(new Reached(Map.of(P0, 100L), 5))).isFalse();
    assertThat(range.isFinished(new Reached(Map.of(P0, 100L), 6))).isTrue();
  }

  @Test
  void withoutAnEndItIsNeverFinished() {
    assertThat(range(ReadLimit.NONE, 0).isFinished(new Reached(Map.of(P0, 100L), 90))).isFalse();
  }
}
