package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.vectorstream.qdrant.FakeTime;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of points that Qdrant does not take. */
final class BatchDeliveryTest {

  private final FakePointClient qdrant = new FakePointClient();
  private final RecordingOutcomes outcomes = new RecordingOutcomes();
  private final WriteHistory history = new WriteHistory();
  private final FakeTime time = new FakeTime();

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
  void aLonePointIsGivenUpIfAProbeIsTaken() throws Exception {
    qdrant.failOn(7L);

    write(7);

    assertThat(outcomes.words()).containsExactly("7 rejected: INTERNAL: Service internal error");
    assertThat(qdrant.stored()).as("the probe is gone").isEmpty();
  }

  @Test
  void aLoneRefusedPointIsGivenUpAtOnceIfAProbeIsTaken() throws Exception {
    qdrant.refuse(7L);

    write(7);

    assertThat(qdrant.calls())
        .containsExactly("upsert [7]", "upsert [0]", "delete [0]", "upsert [7]");
    assertThat(outcomes.words()).containsExactly("7 rejected: INVALID_ARGUMENT: bad vector");
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aProbeThatIsStoredThoughItFailsIsDeletedByTheNextBatch() throws Exception {
    qdrant.refuse(7L).failAfterApplying(0L, Status.INTERNAL);

    assertThatThrownBy(() -> write(7)).isInstanceOf(IOException.class);
    assertThat(qdrant.stored()).containsExactly(0L);

    write(1);
    write(2);
    assertThat(qdrant.stored()).containsExactly(1L, 2L);
    assertThat(qdrant.calls()).endsWith("upsert [1]", "delete [0]", "upsert [2]");
  }

  @Test
  void aProbeThatCannotBeDeletedIsDeletedWhenThatCanBeDone() throws Exception {
    qdrant
        .failNextWith(Status.INVALID_ARGUMENT)
        .failDeletions(Status.INVALID_ARGUMENT.withDescription("not while an index is built"));

    assertThatThrownBy(() -> write(7)).isInstanceOf(IOException.class);
    write(1);
    assertThat(qdrant.stored()).containsExactly(0L, 1L);

    qdrant.allowDeletions();
    write(2);
    assertThat(qdrant.stored()).containsExactly(1L, 2L);
  }

  @Test
  void aPointThatWasStoredSinceARefusalSpeaksForTheCollection() throws Exception {
    qdrant.refuse(1L);

    write(1, 2);

    assertThat(qdrant.calls())
        .containsExactly("upsert [1, 2]", "upsert [1]", "upsert [2]", "upsert [1]");
    assertThat(outcomes.words())
        .containsExactly("1 rejected: INVALID_ARGUMENT: bad vector", "2 written");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 100, 512})
  void aCollectionThatRefusesEverythingLosesNoPoint(int points) {
    takeNothing(0, "Bad request: Max points count limit of 50 reached!");

    assertThatThrownBy(() -> write(LongStream.rangeClosed(1, points).toArray()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Qdrant takes none of the points that it is given: INVALID_ARGUMENT: Bad request: Max"
                + " points count limit of 50 reached!");
    assertThat(outcomes.words()).isEmpty();
    assertThat(qdrant.calls()).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 40, 199})
  void aLimitThatIsReachedAmidABatchLosesNoPoint(int pass) {
    takeNothing(pass, "Wrong input: Vector dimension error: expected dim: 8, got 1");
    qdrant.refuse(17L, 60L, 61L);

    assertThatThrownBy(
            () -> {
              for (long first = 1; first <= 400; first += 20) {
                write(LongStream.range(first, first + 20).toArray());
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected dim: 8, got 1");
    assertThat(outcomes.words().stream().filter(words -> words.contains("rejected")))
        .allMatch(words -> words.endsWith("bad vector"));
  }

  /** From a number of points on, whatever they are and whether they are there already. */
  private void takeNothing(int afterPoints, String refusal) {
    qdrant.failWhen(
        ids -> qdrant.stored().size() + ids.size() > afterPoints,
        Status.INVALID_ARGUMENT.withDescription(refusal));
  }

  @Test
  void aRefusalThatPassesRejectsNobody() throws Exception {
    for (int call = 0; call < 3; call++) { // the batch, and each point alone
      qdrant.failNextWith(Status.INVALID_ARGUMENT);
    }

    write(1, 2);

    assertThat(outcomes.words()).containsExactly("1 written", "2 written");
  }

  @Test
  void upsertsDoNotSpeakForDeletions() {
    qdrant.failDeletions(Status.INVALID_ARGUMENT.withDescription("Bad request: Index required"));

    assertThatThrownBy(
            () -> {
              write(1);
              settle(List.of(deletion("a", 2, null)));
            })
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Qdrant takes none of the points that it is given:"
                + " INVALID_ARGUMENT: Bad request: Index required");
    assertThat(outcomes.words()).containsExactly("1 written");
  }

  @Test
  void aBurstOfBadPointsAmongGoodOnesIsGivenUp() throws Exception {
    qdrant.refuse(LongStream.range(200, 280).boxed().toArray(Long[]::new));

    for (long first = 1; first <= 400; first += 50) {
      write(LongStream.range(first, first + 50).toArray());
    }

    assertThat(outcomes.words().stream().filter(words -> words.endsWith("written"))).hasSize(320);
    assertThat(outcomes.words().stream().filter(words -> words.contains("rejected"))).hasSize(80);
  }

  @Test
  void moreThanCanBeAtFaultThemselvesStopTheRun() {
    qdrant.failWhen(
        ids -> ids.stream().anyMatch(id -> id % 3 != 0),
        Status.INVALID_ARGUMENT.withDescription("odd"));

    assertThatThrownBy(() -> write(LongStream.rangeClosed(1, 400).toArray()))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Qdrant has not taken 1\\d\\d of the last \\d+ points, which are more than can be at"
                + " fault themselves: INVALID_ARGUMENT: odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Service internal error: The replica set for shard 2 on peer 1 has no active replica",
        "1 out of 3 shards failed to apply operation. First error captured: Service internal error:"
            + " Tonic status error: status: Unavailable, message: \"error trying to connect\""
      })
  void whileAShardIsAwayItsPointsWait(String message) throws Exception {
    qdrant.failWhen(
        ids -> time.getAsLong() < 30_000_000_000L && ids.stream().anyMatch(id -> id % 3 == 1),
        Status.INTERNAL.withDescription(message));

    write(LongStream.rangeClosed(1, 512).toArray());

    assertThat(qdrant.stored()).hasSize(512).doesNotHaveDuplicates();
    assertThat(outcomes.words()).hasSize(512).allMatch(words -> words.endsWith("written"));
  }

  @Test
  void aBatchBeyondTheRateLimitIsSplitAndASinglePointWaits() throws Exception {
    qdrant.failWhen(
        ids -> ids.size() > (time.getAsLong() < 5_000_000_000L ? 0 : 3),
        Status.RESOURCE_EXHAUSTED.withDescription(
            "Rate limiting exceeded: Write rate limit exceeded, request larger than rate limiter"
                + " capacity, please try to split your request"));

    write(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(qdrant.stored()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(outcomes.words()).hasSize(10).allMatch(words -> words.endsWith("written"));
    assertThat(time.pauses().stream().mapToLong(Long::longValue).sum()).isBetween(5_000L, 15_000L);
  }

  @Test
  void whereTheBatchIsTooLongForTheCollectionItIsSplit() throws Exception {
    qdrant.failWhen(
        ids -> ids.size() > 10,
        Status.INVALID_ARGUMENT.withDescription("Limit exceeded 64 > 10 for \"upsert limit\""));

    write(LongStream.rangeClosed(1, 64).toArray());

    assertThat(qdrant.stored()).hasSize(64).doesNotHaveDuplicates();
    assertThat(outcomes.words()).hasSize(64).allMatch(words -> words.endsWith("written"));
  }

  @Test
  void anIllQdrantIsNotAskedForEachPointOfABatch() {
    qdrant.failWhen(ids -> true, Status.INTERNAL);

    assertThatThrownBy(() -> write(LongStream.range(0, 256).toArray()))
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant takes none of the points that it is given: INTERNAL");
    assertThat(qdrant.calls()).hasSizeLessThan(30);
    assertThat(outcomes.words()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeAnIllnessDoesNotSpeakForQdrant() throws Exception {
    NewestWinsWriter<String> write = writer();
    List<PendingPoint<String>> healthy = List.of(upsert("1", 1));
    write.settle(healthy, write.start(healthy), outcomes);
    qdrant.failWhen(ids -> true, Status.INTERNAL);
    List<PendingPoint<String>> ill = List.of(upsert("2", 2));

    assertThatThrownBy(() -> write.settle(ill, write.start(ill), outcomes))
        .isInstanceOf(IOException.class);
    assertThat(outcomes.words()).containsExactly("1 written");
  }

  private void write(long... ids) throws IOException, InterruptedException {
    settle(LongStream.of(ids).mapToObj(id -> upsert(Long.toString(id), id)).toList());
  }

  private void settle(List<PendingPoint<String>> batch) throws IOException, InterruptedException {
    NewestWinsWriter<String> write = writer();
    write.settle(batch, write.start(batch), outcomes);
  }

  private NewestWinsWriter<String> writer() {
    return TestPoints.writer(qdrant, time, history, null);
  }
}
