package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.kafka.OffsetTracker.Reached;
import io.vectorstream.source.OffsetSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OffsetTrackerTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final TopicPartition OTHER = new TopicPartition("other", 0);

  private final OffsetTracker tracker = new OffsetTracker(Map.of(P0, 5L, P1, 0L));

  private void finished(TopicPartition partition, long first, long last) {
    tracker.finished(new OffsetSpan(partition, first, last, false));
  }

  private void empty(TopicPartition partition, long first, long last) {
    tracker.finished(new OffsetSpan(partition, first, last, true));
  }

  @Test
  void aPositionIsTheFirstOffsetThatIsNotFinished() {
    finished(P0, 7, 9);
    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 5L, P1, 0L), 0));

    finished(P0, 5, 5);
    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 6L, P1, 0L), 1));

    finished(P0, 6, 6);
    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 10L, P1, 0L), 5));
  }

  @Test
  void whatIsToldAgainChangesNothing() {
    finished(P0, 5, 8);
    finished(P0, 5, 6);
    finished(P0, 0, 3);
    empty(P0, 0, 4);

    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 9L, P1, 0L), 4));
  }

  @Test
  void aPartitionThatIsNotReadIsNotTracked() {
    finished(OTHER, 0, 4);
    finished(new TopicPartition("t", 2), 0, 4);

    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 5L, P1, 0L), 0));
  }

  @Test
  void offsetsWithoutRecordsArePassedOverAndNotCounted() {
    empty(P0, 6, 6);
    empty(P0, 9, 19);
    assertThat(tracker.reached().positions()).containsEntry(P0, 5L);
    assertThat(tracker.standstills()).as("nothing was read there").isEmpty();

    finished(P0, 7, 8);
    assertThat(tracker.standstills()).isEqualTo(Map.of(P0, 5L));

    finished(P0, 5, 5);
    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 20L, P1, 0L), 3));
    assertThat(tracker.standstills()).isEmpty();

    empty(P1, 0, 0);
    assertThat(tracker.reached()).isEqualTo(new Reached(Map.of(P0, 20L, P1, 1L), 3));
  }

  @Test
  void onePartitionsRecordsMayFinishOnSeveralThreadsInAnyOrder() throws Exception {
    int records = 40_000;
    List<Long> offsets = new ArrayList<>();
    for (long offset = 5; offset < records; offset++) {
      if (offset != 20_000) {
        offsets.add(offset);
      }
    }
    Collections.shuffle(offsets, new Random(3));
    ExecutorService tasks = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int task = 0; task < 4; task++) {
      List<Long> share =
          offsets.subList(task * offsets.size() / 4, (task + 1) * offsets.size() / 4);
      running.add(tasks.submit(() -> share.forEach(offset -> finished(P0, offset, offset))));
    }
    for (Future<?> task : running) {
      task.get();
    }
    tasks.shutdown();

    assertThat(tracker.reached().positions()).containsEntry(P0, 20_000L);
    finished(P0, 20_000, 20_000);
    assertThat(tracker.reached())
        .isEqualTo(new Reached(Map.of(P0, (long) records, P1, 0L), records - 5));
  }
}
