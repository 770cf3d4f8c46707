package io.vectorstream.qdrant;

import static io.vectorstream.qdrant.TestPoints.deletion;
import static io.vectorstream.qdrant.TestPoints.ordered;
import static io.vectorstream.qdrant.TestPoints.upsert;
import static io.vectorstream.qdrant.TestPoints.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grpc.Status;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BatchWriteTest {

  private final FakePointCalls qdrant = new FakePointCalls();
  private final RecordingOutcomes outcomes = new RecordingOutcomes();
  private final WriteHistory history = new WriteHistory();
  private final FakeTime time = new FakeTime();

  @Test
  void aBatchGoesInOneCall() throws Exception {
    write(1, 2, 3);

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2, 3]");
    assertThat(outcomes.words()).containsExactly("1 written", "2 written", "3 written");
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void deletionsGoInOneCall() throws Exception {
    settle(List.of(deletion("a", 1, null), deletion("b", 2, null)));

    assertThat(qdrant.calls()).containsExactly("delete [1, 2]");
    assertThat(outcomes.words()).containsExactly("a deleted", "b deleted");
  }

  @Test
  void theBadPointsAreFoundAndTheirNeighboursLand() throws Exception {
    qdrant.refuse(2L, 6L);

    write(1, 2, 3, 4, 5, 6, 7);

    assertThat(qdrant.stored()).containsExactlyInAnyOrder(1L, 3L, 4L, 5L, 7L);
    assertThat(outcomes.words())
        .containsExactlyInAnyOrder(
            "1 written",
            "2 rejected: INVALID_ARGUMENT: bad vector",
            "3 written",
            "4 written",
            "5 written",
            "6 rejected: INVALID_ARGUMENT: bad vector",
            "7 written");
  }

  @Test
  void aBatchTooLargeForSomebodyOnTheWayIsSplit() throws Exception {
    qdrant.failNextWith(
        Status.RESOURCE_EXHAUSTED.withDescription(
            "grpc: received message larger than max (5000000 vs. 4194304)"));

    write(1, 2);

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2]", "upsert [1]", "upsert [2]");
    assertThat(outcomes.words()).containsExactly("1 written", "2 written");
  }

  @Test
  void anOutageIsWaitedForAndTheSameBatchSentAgain() throws Exception {
    qdrant
        .failNextWith(Status.UNAVAILABLE)
        .failNextWith(Status.DEADLINE_EXCEEDED)
        .failNextWith(Status.RESOURCE_EXHAUSTED);

    write(1, 2);

    assertThat(qdrant.calls()).containsOnly("upsert [1, 2]").hasSize(4);
    assertThat(outcomes.words()).containsExactly("1 written", "2 written");
  }

  @Test
  void anOutageAmidNarrowingRejectsNobody() throws Exception {
    qdrant.refuse(1L);
    qdrant.failNextWith(Status.INVALID_ARGUMENT).failNextWith(Status.UNAVAILABLE);

    write(1, 2);

    assertThat(qdrant.stored()).containsExactly(2L);
    assertThat(outcomes.words())
        .containsExactly("1 rejected: INVALID_ARGUMENT: bad vector", "2 written");
  }

  @Test
  void aSetupMistakeFailsTheBundleAtOnce() {
    qdrant.failNextWith(Status.NOT_FOUND.withDescription("Collection `x` doesn't exist!"));

    assertThatThrownBy(() -> write(1, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant did not take 2 points: NOT_FOUND: Collection `x` doesn't exist!");
    assertThat(qdrant.calls()).hasSize(1);
    assertThat(outcomes.words()).isEmpty();
  }

  @Test
  void aPointThatIsDeletedWhileItIsUnderWayDoesNotStay() throws Exception {
    List<PendingPoint<String>> batch =
        List.of(ordered("a", 1, 10L), ordered("b", 2, 11L), ordered("c", 3, 12L));
    BatchWrite<String> write = batchWrite();
    Attempt<UpdateResult> call = write.start(batch);
    history.changes().deletionCame(deletion("deletes a", 1, 20L));
    history.changes().deletionCame(deletion("was before b", 2, 5L));

    write.settle(batch, call, outcomes);

    assertThat(qdrant.calls()).containsExactly("upsert [1, 2, 3]", "delete [1]");
    assertThat(qdrant.stored()).containsExactly(2L, 3L);
  }

  @Test
  void aPointThatQdrantFailsOnByItselfIsGivenUpOnceOthersAreTaken() throws Exception {
    qdrant.failOn(1L, 4L);

    write(1, 2, 3, 4);

    assertThat(qdrant.stored()).containsExactlyInAnyOrder(2L, 3L);
    assertThat(outcomes.words())
        .containsExactlyInAnyOrder(
            "1 rejected: INTERNAL: Service internal error",
            "2 written",
            "3 written",
            "4 rejected: INTERNAL: Service internal error");
    assertThat(qdrant.calls().stream().filter("upsert [1]"::equals)).hasSize(4);
    assertThat(time.pauses()).hasSize(6);
  }

  @Test
  void aFaultThatPassesRejectsNobody() throws Exception {
    for (int call = 0; call < 5; call++) { // the batch, each point alone, and two more tries
      qdrant.failNextWith(Status.INTERNAL);
    }

    write(1, 2);

    assertThat(qdrant.stored()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(outcomes.words()).containsExactly("1 written", "2 written");
  }

  @Test
  void aQdrantThatTakesNothingIsIllWhateverThePoint() {
    qdrant.failOn(7L);

    assertThatThrownBy(() -> write(7))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Qdrant failed on each of the last points it was given:"
                + " INTERNAL: Service internal error");
    assertThat(outcomes.words()).isEmpty();
  }

  @Test
  void anIllQdrantIsNotAskedForEachPointOfABatch() {
    LongStream.range(0, 256).forEach(qdrant::failOn);

    assertThatThrownBy(() -> write(LongStream.range(0, 256).toArray()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Qdrant failed on each of the last points");
    assertThat(qdrant.calls()).hasSizeLessThan(30);
    assertThat(outcomes.words()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeAnIllnessDoesNotSpeakForQdrant() throws Exception {
    BatchWrite<String> write = batchWrite();
    List<PendingPoint<String>> healthy = List.of(upsert("1", 1));
    write.settle(healthy, write.start(healthy), outcomes);
    qdrant.failOn(2L);
    List<PendingPoint<String>> ill = List.of(upsert("2", 2));

    assertThatThrownBy(() -> write.settle(ill, write.start(ill), outcomes))
        .isInstanceOf(IOException.class);
    assertThat(outcomes.words()).containsExactly("1 written");
  }

  @Test
  void whereVersionsOverlapOnlyWhatIsNewerIsSent() throws Exception {
    BatchWrite<String> write = batchWrite("version");
    settle(write, List.of(versioned("old 1", 1, 9), versioned("old 2", 2, 3)));
    qdrant.calls().clear();
    history.setVersionsOverlap(true);

    settle(write, List.of(versioned("1", 1, 4), versioned("2", 2, 5), versioned("3", 3, 6)));

    assertThat(qdrant.calls()).containsExactly("read [1, 2, 3]", "upsert [2, 3]", "read [1, 2, 3]");
    assertThat(outcomes.words())
        .containsExactly(
            "old 1 written", "old 2 written", "1 superseded", "2 written", "3 written");
  }

  @Test
  void whereNothingIsNewerNothingIsSent() throws Exception {
    BatchWrite<String> write = batchWrite("version");
    settle(write, List.of(versioned("old", 1, 9)));
    qdrant.calls().clear();
    history.setVersionsOverlap(true);

    settle(write, List.of(versioned("late", 1, 8)));

    assertThat(qdrant.calls()).containsExactly("read [1]", "read [1]");
    assertThat(outcomes.words()).containsExactly("old written", "late superseded");
    assertThat(history.versionsOverlap()).isTrue();
  }

  @Test
  void whereVersionsOverlapNoMoreNothingIsReadFirst() throws Exception {
    BatchWrite<String> write = batchWrite("version");
    history.setVersionsOverlap(true);

    settle(write, List.of(versioned("1", 1, 4)));
    settle(write, List.of(versioned("2", 2, 5)));

    assertThat(qdrant.calls())
        .containsExactly("read [1]", "upsert [1]", "read [1]", "upsert [2]", "read [2]");
  }

  private void write(long... ids) throws IOException, InterruptedException {
    settle(LongStream.of(ids).mapToObj(id -> upsert(Long.toString(id), id)).toList());
  }

  private void settle(List<PendingPoint<String>> batch) throws IOException, InterruptedException {
    settle(batchWrite(), batch);
  }

  private void settle(BatchWrite<String> write, List<PendingPoint<String>> batch)
      throws IOException, InterruptedException {
    write.settle(batch, write.start(batch), outcomes);
  }

  private BatchWrite<String> batchWrite() {
    return batchWrite(null);
  }

  private BatchWrite<String> batchWrite(@Nullable String versionField) {
    PatientCalls calls =
        new PatientCalls(
            CircuitBreaker.ofDefaults("test"),
            Duration.ofSeconds(60),
            () -> {},
            () -> {},
            time,
            time);
    return new BatchWrite<>(qdrant, calls, history, versionField, new WriteMetrics());
  }
}
