package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LimitedRunTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  /** Offsets 2 and 4 of the first partition are transactions' markers. */
  private static final List<Place> RECORDS =
      List.of(
          new Place("t", 0, 0),
          new Place("t", 0, 1),
          new Place("t", 0, 3),
          new Place("t", 0, 5),
          new Place("t", 1, 0));

  @Test
  void countsRecordsAndNotOffsets() {
    Map<TopicPartition, Long> before = Map.of(FIRST, 1L);
    Map<TopicPartition, Long> after = Map.of(FIRST, 5L, SECOND, 1L);

    assertThat(new LimitedRun(3, before, after).difference(RECORDS)).isEmpty();
    assertThat(new LimitedRun(4, before, after).difference(RECORDS))
        .hasValue("a run with --maxEvents=4 has finished 3");
  }
}
