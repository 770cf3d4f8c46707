package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.upsert;
import static io.vectorstream.qdrant.write.TestPoints.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.vectorstream.qdrant.FakeTime;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NewestWinsWriterTest {

  private final FakePointClient qdrant = new FakePointClient();
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
    assertThat(outcomes.words()).containsExactly("a absent", "b absent");
  }

  @Test
  void onlyWhatWasThereCountsAsDeleted() throws Exception {
    write(1, 2);
    qdrant.failNextWith(Status.UNAVAILABLE);

    settle(List.of(deletion("a", 1, null), deletion("b", 3, null), deletion("c", 2, null)));

    assertThat(qdrant.stored()).isEmpty();
    assertThat(outcomes.words())
        .containsExactly("1 written", "2 written", "a deleted", "b absent", "c deleted");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "version")
  void whatARefusedCallHasStoredAllTheSameDoesNoHarm(@Nullable String versionField)
      throws Exception {
    qdrant.storeGoodPointsOfRefusedCalls().refuse(3L);

    settle(
        writer(versionField),
        LongStream.rangeClosed(1, 5)
            .mapToObj(id -> versionField == null ? upsert("" + id, id) : versioned("" + id, id, id))
            .toList());

    assertThat(qdrant.stored()).containsExactlyInAnyOrder(1L, 2L, 4L, 5L);
    assertThat(outcomes.words())
        .containsExactlyInAnyOrder(
            "1 written",
            "2 written",
            "3 rejected: INVALID_ARGUMENT: bad vector",
            "4 written",
            "5 written");
  }

  @Test
  void versionsThatQdrantComparesOtherwiseAreItsToDecide() throws Exception {
    qdrant.showOldVersions();

    settle(writer("version"), List.of(versioned("1", 1, 4), versioned("2", 2, 5)));

    assertThat(qdrant.calls()).hasSize(10).endsWith("upsert [1]", "upsert [2]");
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
  void whereVersionsOverlapOnlyWhatIsNewerIsSent() throws Exception {
    NewestWinsWriter<String> write = writer("version");
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
    NewestWinsWriter<String> write = writer("version");
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
    NewestWinsWriter<String> write = writer("version");
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
    settle(writer(), batch);
  }

  private void settle(NewestWinsWriter<String> write, List<PendingPoint<String>> batch)
      throws IOException, InterruptedException {
    write.settle(batch, write.start(batch), outcomes);
  }

  private NewestWinsWriter<String> writer() {
    return writer(null);
  }

  private NewestWinsWriter<String> writer(@Nullable String versionField) {
    return TestPoints.writer(qdrant, time, history, versionField);
  }
}
