package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.at;
import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.deletionAt;
import static io.vectorstream.qdrant.write.TestPoints.ordered;
import static io.vectorstream.qdrant.write.TestPoints.orderedAt;
import static io.vectorstream.qdrant.write.TestPoints.upsert;
import static io.vectorstream.qdrant.write.TestPoints.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.SettableFuture;
import io.grpc.Status;
import io.vectorstream.qdrant.FakeTime;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BundleWriterTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final FakePointClient qdrant = new FakePointClient();
  private final RecordingOutcomes outcomes = new RecordingOutcomes();
  private final WriteHistory history = new WriteHistory();
  private Duration patience = Duration.ofSeconds(60);
  private @Nullable String versionField;

  @Test
  void batchesHoldSoManyPointsAndTheRestGoesAtTheEnd() throws Exception {
    BundleWriter<String> writer = writer(2, NO_LIMIT);
    for (long id = 1; id <= 5; id++) {
      writer.add(upsert("p" + id, id));
    }
    assertThat(qdrant.calls()).containsExactly("upsert [1, 2]", "upsert [3, 4]");

    writer.finish();

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2]", "upsert [3, 4]", "upsert [5]");
    assertThat(outcomes.words())
        .containsExactly("p1 written", "p2 written", "p3 written", "p4 written", "p5 written");
  }

  @Test
  void batchesHoldSoManyBytesAndALargePointGoesAlone() throws Exception {
    PendingPoint<String> small = upsert("small", 1);
    PendingPoint<String> large =
        new PendingPoint<>(
            "large",
            QdrantPoint.withId(3).withVector(new float[100]).toStruct(),
            false,
            null,
            null,
            small.timestamp(),
            small.window());
    BundleWriter<String> writer = writer(100, 2L * small.bytes());
    for (PendingPoint<String> point :
        List.of(small, upsert("b", 2), large, upsert("d", 4), upsert("e", 5), upsert("f", 6))) {
      writer.add(point);
    }
    writer.finish();

    assertThat(qdrant.calls())
        .containsExactly("upsert [1, 2]", "upsert [3]", "upsert [4, 5]", "upsert [6]");
  }

  @Test
  void ofEqualIdsInABatchTheLastOneGoes() throws Exception {
    write(upsert("old", 1), upsert("b", 2), upsert("older still", 1), upsert("new", 1));

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2]");
    assertThat(outcomes.words())
        .containsExactly("new written", "old superseded", "older still superseded", "b written");
  }

  @Test
  void ofEqualIdsInABatchTheNewestVersionGoes() throws Exception {
    PendingPoint<String> newest = versioned("2nd", 1, 5.0);
    PendingBatch<String> batch = new PendingBatch<>(10, NO_LIMIT);
    batch.add(versioned("1st", 1, 3.0));
    batch.add(newest);
    batch.add(versioned("3rd", 1, 4.0));

    assertThat(batch.calls()).containsExactly(List.of(newest));
    assertThat(batch.removeOlder(newest.id()))
        .extracting(PendingPoint::element)
        .containsExactly("1st", "3rd");
  }

  @Test
  void whatGaveWayToARefusedPointIsWrittenAfterAll() throws Exception {
    qdrant.refuse(1L);

    BundleWriter<String> writer = writer(10, NO_LIMIT);
    writer.add(deletion("deletion", 1, null));
    writer.add(upsert("refused", 1));
    writer.finish();

    assertThat(outcomes.words()).contains("refused rejected: INVALID_ARGUMENT: bad vector");
    assertThat(qdrant.calls())
        .containsExactly("upsert [1]", "upsert [0]", "delete [0]", "upsert [1]", "delete [1]");
  }

  @Test
  void upsertsAndDeletionsOfABatchGoInCallsOfTheirOwn() throws Exception {
    write(upsert("a", 1), deletion("b", 2, null), upsert("c", 3), deletion("d", 1, null));

    assertThat(qdrant.calls()).containsExactly("delete [1, 2]", "upsert [3]");
    assertThat(qdrant.stored()).containsExactly(3L);
    assertThat(outcomes.words())
        .containsExactly("d absent", "a superseded", "b absent", "c written");
  }

  @Test
  void aPointDoesNotOutliveTheDeletionOfALaterRecord() throws Exception {
    write(ordered("a", 1, 10L));
    write(deletion("deletes a", 1, 20L));
    write(ordered("a again, late", 1, 10L), ordered("b", 2, 10L));
    write(ordered("a anew", 1, 30L));

    assertThat(qdrant.calls())
        .containsExactly("upsert [1]", "delete [1]", "upsert [2]", "upsert [1]");
    assertThat(outcomes.words())
        .containsExactly(
            "a written",
            "deletes a deleted",
            "a again, late superseded",
            "b written",
            "a anew written");
  }

  @Test
  void aDeletionSparesWhatALaterRecordHasWritten() throws Exception {
    write(ordered("a", 1, 30), ordered("b", 2, 10));
    write(deletion("would delete a", 1, 20L), deletion("deletes b", 2, 20L));

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2]", "delete [2]");
    assertThat(outcomes.words())
        .containsExactly(
            "a written", "b written", "would delete a superseded", "deletes b deleted");
  }

  @Test
  void whatIsAnsweredIsToldWithTheNextPoint() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    qdrant.answerAfter(open);
    BundleWriter<String> writer = writer(1, NO_LIMIT);
    writer.add(upsert("a", 1));
    writer.add(upsert("b", 2));
    assertThat(outcomes.words()).isEmpty();

    open.set(true);
    writer.add(upsert("c", 3));

    assertThat(outcomes.words()).containsExactly("a written", "b written");
    writer.finish();
    assertThat(outcomes.words()).containsExactly("a written", "b written", "c written");
  }

  @Test
  void anIdIsUnderWayInOneCallOnly() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    qdrant.answerAfter(open);
    BundleWriter<String> writer = writer(1, NO_LIMIT);
    writer.add(upsert("first", 1));
    writer.add(upsert("other", 2));

    assertThat(addAndAnswerWhenItWaits(writer, upsert("second", 1), open))
        .containsExactly("upsert [1]", "upsert [2]");
    writer.finish();
    assertThat(qdrant.calls()).containsExactly("upsert [1]", "upsert [2]", "upsert [1]");
    assertThat(outcomes.words())
        .containsExactly("first written", "other written", "second written");
  }

  @Test
  void ofEventsInSeveralBundlesTheLaterRecordWins() throws Exception {
    write(ordered("later", 1, 30));
    write(ordered("earlier", 1, 20), ordered("other", 2, 20));
    write(ordered("replayed", 1, 30));
    write(ordered("latest", 1, 40));

    assertThat(qdrant.calls())
        .containsExactly("upsert [1]", "upsert [2]", "upsert [1]", "upsert [1]");
    assertThat(outcomes.words())
        .containsExactly(
            "later written",
            "earlier superseded",
            "other written",
            "replayed written",
            "latest written");
  }

  @Test
  void ofVersionsTheRecordsOrderSaysNothing() throws Exception {
    versionField = "version";
    write(withOrder(versioned("newer", 1, 5.0), at(10)));
    write(withOrder(versioned("newest, from an earlier record", 1, 7.0), at(5)));

    assertThat(qdrant.calls()).containsExactly("upsert [1]", "read [1]", "upsert [1]", "read [1]");
    assertThat(outcomes.words())
        .containsExactly("newer written", "newest, from an earlier record written");
  }

  @Test
  void anEventAndItsTombstoneInAnotherPartitionCompareByTime() throws Exception {
    SourceOrder event = new SourceOrder("topic", 0, 9, 1_000);
    SourceOrder laterTombstone = new SourceOrder("topic", 1, 0, 2_000);
    write(orderedAt("event", 1, event));
    write(deletionAt("tombstone", 1, laterTombstone));
    write(orderedAt("event again", 1, event));
    assertThat(qdrant.stored()).isEmpty();

    write(orderedAt("anew", 1, new SourceOrder("topic", 2, 0, 3_000)));
    write(deletionAt("tombstone again", 1, laterTombstone));

    assertThat(qdrant.stored()).containsExactly(1L);
    assertThat(outcomes.words())
        .containsExactly(
            "event written",
            "tombstone deleted",
            "event again superseded",
            "anew written",
            "tombstone again superseded");
  }

  @Test
  void withinABatchTheOrderDecidesAcrossPartitionsToo() throws Exception {
    write(
        deletionAt("tombstone", 1, new SourceOrder("topic", 1, 0, 2_000)),
        orderedAt("event", 1, new SourceOrder("topic", 0, 9, 1_000)));

    assertThat(qdrant.calls()).containsExactly("delete [1]");
    assertThat(outcomes.words()).containsExactly("tombstone absent", "event superseded");
  }

  @Test
  void anIdIsUnderWayInOneBundleOnly() throws Exception {
    BundleWriter<String> first = writer(1, NO_LIMIT);
    first.add(ordered("first", 1, 10));
    BundleWriter<String> second = writer(1, NO_LIMIT);
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
    BundleWriter<String> events = writer(2, NO_LIMIT);
    BundleWriter<String> tombstones = writer(2, NO_LIMIT);
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
    BundleWriter<String> events = writer(1, NO_LIMIT);
    BundleWriter<String> tombstones = writer(1, NO_LIMIT);
    tombstones.add(deletion("deletion of " + deleted, deleted, 20L));
    bothHoldOne.await();
    events.add(ordered("event " + written, written, 10));
    events.finish();
    tombstones.finish();
    return null;
  }

  @Test
  void whoWaitsForIdsTooLongFails() throws Exception {
    BundleWriter<String> first = writer(1, NO_LIMIT);
    first.add(deletion("first", 1, 20L));
    patience = Duration.ofMillis(50);
    BundleWriter<String> second = writer(1, NO_LIMIT);
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
  void whatComesBackFromARefusalDoesNotOvertakeWhatCameLater() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    qdrant.refuse(1L);
    qdrant.answerAfter(open);
    BundleWriter<String> writer = writer(2, NO_LIMIT);
    writer.add(deletion("1st", 1, null));
    writer.add(upsert("refused", 1));
    writer.add(deletion("waits", 1, null));
    open.set(true);
    writer.add(upsert("other", 2));
    writer.finish();

    assertThat(outcomes.words())
        .containsExactly(
            "refused rejected: INVALID_ARGUMENT: bad vector",
            "waits absent",
            "1st superseded",
            "other written");
  }

  @Test
  void whatComesBackWhileALaterOneIsSentDoesNotOvertakeItEither() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    qdrant.refuse(1L);
    qdrant.answerAfter(open);
    BundleWriter<String> writer = writer(2, NO_LIMIT);
    writer.add(deletion("1st", 1, null));
    writer.add(upsert("refused", 1));
    writer.add(deletion("last", 1, null));

    addAndAnswerWhenItWaits(writer, upsert("other", 2), open);
    writer.finish();

    assertThat(outcomes.words())
        .containsExactly(
            "refused rejected: INVALID_ARGUMENT: bad vector",
            "last absent",
            "1st superseded",
            "other written");
  }

  /**
   * Adds what fills a batch and waits for an earlier call, and tells what was called until then.
   */
  private List<String> addAndAnswerWhenItWaits(
      BundleWriter<String> writer, PendingPoint<String> point, SettableFuture<Boolean> open)
      throws Exception {
    FutureTask<Void> adding =
        new FutureTask<>(
            () -> {
              writer.add(point);
              return null;
            });
    Thread thread = new Thread(adding);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    List<String> callsSoFar = List.copyOf(qdrant.calls());
    open.set(true);
    adding.get(30, TimeUnit.SECONDS);
    return callsSoFar;
  }

  @Test
  void aBundleThatIsLeftHoldsNobodyUp() throws Exception {
    BundleWriter<String> left = writer(1, NO_LIMIT);
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

  private static PendingPoint<String> withOrder(PendingPoint<String> point, SourceOrder order) {
    return new PendingPoint<>(
        point.element(),
        point.struct(),
        point.isDeletion(),
        point.version(),
        order,
        point.timestamp(),
        point.window());
  }

  @SafeVarargs
  private void write(PendingPoint<String>... points) throws Exception {
    BundleWriter<String> writer = writer(10, NO_LIMIT);
    for (PendingPoint<String> point : points) {
      writer.add(point);
    }
    writer.finish();
  }

  private BundleWriter<String> writer(int batchSize, long batchBytes) {
    return new BundleWriter<>(
        TestPoints.writer(qdrant, new FakeTime(), history, versionField),
        history.changes(),
        history.underWay(),
        patience,
        batchSize,
        batchBytes,
        4,
        outcomes);
  }
}
