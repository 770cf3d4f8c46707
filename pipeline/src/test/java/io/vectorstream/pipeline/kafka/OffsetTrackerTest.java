package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class OffsetTrackerTest {

  private final OffsetTracker tracker = new OffsetTracker(Map.of(0, 5L, 1, 0L));

  @Test
  void aPositionIsTheFirstOffsetThatIsNotFinished() {
    tracker.finished(0, 7, 9);
    assertThat(tracker.positions()).isEqualTo(Map.of(0, 5L, 1, 0L));

    tracker.finished(0, 5, 5);
    assertThat(tracker.positions()).isEqualTo(Map.of(0, 6L, 1, 0L));

    tracker.finished(0, 6, 6);
    assertThat(tracker.positions()).isEqualTo(Map.of(0, 10L, 1, 0L));
  }

  @Test
  void whatIsToldAgainChangesNothing() {
    tracker.finished(0, 5, 8);
    tracker.finished(0, 5, 6);
    tracker.finished(0, 0, 3);

    assertThat(tracker.positions()).isEqualTo(Map.of(0, 9L, 1, 0L));
  }

  @Test
  void aPartitionThatIsNewStartsAtItsBeginning() {
    tracker.finished(2, 1, 4);
    assertThat(tracker.positions()).isEqualTo(Map.of(0, 5L, 1, 0L, 2, 0L));

    tracker.finished(2, 0, 0);
    assertThat(tracker.positions()).isEqualTo(Map.of(0, 5L, 1, 0L, 2, 5L));
  }

  @Test
  void offsetsWithoutRecordsAreSkippedOnceThatIsKnown() {
    tracker.finished(0, 8, 9);
    assertThat(tracker.gapEnds()).isEqualTo(Map.of(0, 8L));

    tracker.skip(0, 4, 8);
    assertThat(tracker.positions()).as("it has moved on meanwhile").containsEntry(0, 5L);
    tracker.skip(0, 5, 8);

    assertThat(tracker.positions()).containsEntry(0, 10L);
    assertThat(tracker.gapEnds()).isEmpty();
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
      running.add(tasks.submit(() -> share.forEach(offset -> tracker.finished(0, offset, offset))));
    }
    for (Future<?> task : running) {
      task.get();
    }
    tasks.shutdown();

    assertThat(tracker.positions()).containsEntry(0, 20_000L);
    tracker.finished(0, 20_000, 20_000);
    assertThat(tracker.positions()).containsEntry(0, (long) records);
  }
}
