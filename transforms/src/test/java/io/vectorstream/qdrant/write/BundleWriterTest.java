package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.at;
import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.deletionAt;
import static io.vectorstream.qdrant.write.TestPoints.ordered;
import static io.vectorstream.qdrant.write.TestPoints.orderedAt;
import static io.vectorstream.qdrant.write.TestPoints.upsert;
import static io.vectorstream.qdrant.write.TestPoints.versioned;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.SettableFuture;
import io.vectorstream.qdrant.point.PointMessages;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BundleWriterTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** What becomes of points of one id of which the middle one is refused, and of another point. */
  private static final List<String> LAST_WINS =
      List.of(
          "refused rejected: INVALID_ARGUMENT: bad vector",
          "last absent",
          "1st superseded",
          "other written");

  private final FakePointClient qdrant = new FakePointClient();
  private final RecordingOutcomes outcomes = new RecordingOutcomes();
  private final WriteHistory history = new WriteHistory();
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
            new PointMessages().encode(QdrantPoint.withId(3).withVector(new float[100])),
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
  void whatComesBackFromARefusalDoesNotOvertakeWhatCameLater() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    BundleWriter<String> writer = writerThatWaitsForARefusal(open);
    writer.add(deletion("last", 1, null));
    open.set(true);
    writer.add(upsert("other", 2));
    writer.finish();

    assertThat(outcomes.words()).isEqualTo(LAST_WINS);
  }

  @Test
  void whatComesBackWhileALaterOneIsSentDoesNotOvertakeItEither() throws Exception {
    SettableFuture<Boolean> open = SettableFuture.create();
    BundleWriter<String> writer = writerThatWaitsForARefusal(open);
    writer.add(deletion("last", 1, null));

    addAndAnswerWhenItWaits(writer, upsert("other", 2), open);
    writer.finish();

    assertThat(outcomes.words()).isEqualTo(LAST_WINS);
  }

  /** Has sent a point that will be refused when this is done, with an older one of its id. */
  private BundleWriter<String> writerThatWaitsForARefusal(SettableFuture<Boolean> open)
      throws Exception {
    qdrant.refuse(1L);
    qdrant.answerAfter(open);
    BundleWriter<String> writer = writer(2, NO_LIMIT);
    writer.add(deletion("1st", 1, null));
    writer.add(upsert("refused", 1));
    return writer;
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

  private static PendingPoint<String> withOrder(PendingPoint<String> point, SourceOrder order) {
    return new PendingPoint<>(
        point.element(),
        point.encoded(),
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
    return TestPoints.bundleWriter(
        qdrant, history, versionField, TestPoints.PATIENCE, batchSize, batchBytes, outcomes);
  }
}
