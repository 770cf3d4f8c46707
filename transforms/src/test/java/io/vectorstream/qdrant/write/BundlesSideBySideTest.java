package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What bundles that are written at the same time do to each other. */
final class BundlesSideBySideTest {

  private final FakePointClient qdrant = new FakePointClient();
  private final RecordingOutcomes outcomes = new RecordingOutcomes();
  private final WriteHistory history = new WriteHistory();

  @Test
  void anIdIsUnderWayInOneBundleOnly() throws Exception {
    BundleWriter<String> first = writer(1);
    first.add(ordered("first", 1, 10));
    BundleWriter<String> second = writer(1);
    second.add(ordered("other", 2, 10));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> waiting =
          thread.submit(
              () -> {
                second.add(ordered("second", 1, 20));
                return null;
              });
      while (outcomes.words().isEmpty()) {
        Thread.onSpinWait(); // until the second bundle has settled what it held, and waits
      }
      assertThat(waiting.isDone()).isFalse();
      assertThat(qdrant.calls()).containsExactly("upsert [1]", "upsert [2]");

      first.finish();
      waiting.get(30, TimeUnit.SECONDS);
      second.finish();
    } finally {
      thread.shutdownNow();
    }
    assertThat(qdrant.calls()).containsExactly("upsert [1]", "upsert [2]", "upsert [1]");
    assertThat(outcomes.words())
        .containsExactly("other written", "first written", "second written");
  }

  @Test
  void writersOfOneThreadDoNotWaitForEachOther() throws Exception {
    BundleWriter<String> events = writer(2);
    BundleWriter<String> tombstones = writer(2);
    events.add(ordered("event", 1, 10));
    tombstones.add(deletion("its tombstone", 1, 14L));
    tombstones.add(deletion("another's", 3, 16L));
    events.add(ordered("other", 2, 12));
    events.add(ordered("third", 3, 8));
    events.add(ordered("late", 4, 18));
    tombstones.add(deletion("tombstone of late", 4, 20L));
    tombstones.add(deletion("fifth", 5, 22L));
    events.finish();
    tombstones.finish();

    assertThat(qdrant.stored()).containsExactly(2L);
    assertThat(outcomes.words())
        .containsExactly(
            "its tombstone absent",
            "another's absent",
            "event superseded",
            "other written",
            "third superseded",
            "late written",
            "tombstone of late deleted",
            "fifth absent");
  }

  @Test
  void threadsOfTwoWritersDoNotWaitForEachOther() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> bundles =
          threads.invokeAll(
              List.of(
                  () -> deleteAndWrite(1, 2, bothHoldOne), () -> deleteAndWrite(2, 1, bothHoldOne)),
              30,
              TimeUnit.SECONDS);
      for (Future<Void> bundle : bundles) {
        bundle.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(qdrant.stored()).isEmpty();
    assertThat(outcomes.words())
        .containsExactlyInAnyOrder(
            "deletion of 1 absent",
            "deletion of 2 absent",
            "event 1 superseded",
            "event 2 superseded");
  }

  private Void deleteAndWrite(long deleted, long written, CyclicBarrier bothHoldOne)
      throws Exception {
    BundleWriter<String> events = writer(1);
    BundleWriter<String> tombstones = writer(1);
    tombstones.add(deletion("deletion of " + deleted, deleted, 20L));
    bothHoldOne.await();
    events.add(ordered("event " + written, written, 10));
    events.finish();
    tombstones.finish();
    return null;
  }

  @Test
  void whoWaitsForIdsTooLongFails() throws Exception {
    BundleWriter<String> first = writer(1);
    first.add(deletion("first", 1, 20L));
    BundleWriter<String> second = writer(Duration.ofMillis(50), 1);
    FutureTask<Void> waiting =
        new FutureTask<>(
            () -> {
              second.add(ordered("second", 1, 10));
              return null;
            });
    new Thread(waiting).start();

    assertThatThrownBy(waiting::get)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("points of the same ids have been on their way to Qdrant");
    assertThat(qdrant.calls()).containsExactly("delete [1]");
  }

  @Test
  void aBundleThatIsLeftHoldsNobodyUp() throws Exception {
    BundleWriter<String> left = writer(1);
    left.add(ordered("left", 1, 10));
    left.abandon();

    write(ordered("next", 1, 10));

    assertThat(outcomes.words()).containsExactly("next written");
  }

  @Test
  void aBundleThatFailsHoldsNobodyUp() throws Exception {
    qdrant.failNextWith(Status.NOT_FOUND);
    assertThatThrownBy(() -> write(ordered("failed", 1, 10), deletion("unsent", 2, 11L)))
        .isInstanceOf(IOException.class);

    write(ordered("next", 1, 10), ordered("other", 2, 12));

    assertThat(outcomes.words()).containsExactly("next written", "other written");
  }

  @SafeVarargs
  private void write(PendingPoint<String>... points) throws Exception {
    BundleWriter<String> writer = writer(10);
    for (PendingPoint<String> point : points) {
      writer.add(point);
    }
    writer.finish();
  }

  private BundleWriter<String> writer(int batchSize) {
    return writer(TestPoints.PATIENCE, batchSize);
  }

  private BundleWriter<String> writer(Duration patience, int batchSize) {
    return TestPoints.bundleWriter(
        qdrant, history, null, patience, batchSize, Long.MAX_VALUE, outcomes);
  }
}
