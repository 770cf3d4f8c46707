package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.FluentBackoff;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

final class BatchUpsertTest {

  private static final FluentBackoff BACKOFF =
      FluentBackoff.DEFAULT
          .withInitialBackoff(Duration.millis(100))
          .withMaxBackoff(Duration.standardSeconds(1))
          .withMaxCumulativeBackoff(Duration.standardSeconds(5));

  private final FakePointUpserter qdrant = new FakePointUpserter();
  private final List<Long> pauses = new ArrayList<>();
  private final Map<Integer, String> refusals = new TreeMap<>();
  private int retries;

  @Test
  void aBatchGoesInOneCall() throws Exception {
    settle("a", "b", "c");

    assertThat(qdrant.calls()).containsExactly(List.of("a", "b", "c"));
    assertThat(refusals).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void theBadPointsAreFoundAndTheirNeighboursLand() throws Exception {
    qdrant.refuse("b", "f");

    settle("a", "b", "c", "d", "e", "f", "g");

    assertThat(qdrant.stored()).containsExactlyInAnyOrder("a", "c", "d", "e", "g");
    assertThat(refusals)
        .containsExactly(
            Map.entry(1, "INVALID_ARGUMENT: bad vector"),
            Map.entry(5, "INVALID_ARGUMENT: bad vector"));
  }

  @Test
  void anOutageIsWaitedForAndTheSameBatchSentAgain() throws Exception {
    qdrant
        .failNextWith(Status.UNAVAILABLE)
        .failNextWith(Status.DEADLINE_EXCEEDED)
        .failNextWith(Status.RESOURCE_EXHAUSTED);

    settle("a", "b");

    assertThat(qdrant.calls()).containsOnly(List.of("a", "b")).hasSize(4);
    assertThat(qdrant.stored()).containsExactly("a", "b");
    assertThat(pauses).hasSize(3);
    assertThat(retries).isEqualTo(3);
    assertThat(refusals).isEmpty();
  }

  @Test
  void anOutageAmidNarrowingRejectsNobody() throws Exception {
    qdrant.refuse("a");
    qdrant.failNextWith(Status.INVALID_ARGUMENT).failNextWith(Status.UNAVAILABLE);

    settle("a", "b");

    assertThat(qdrant.stored()).containsExactly("b");
    assertThat(refusals).containsOnlyKeys(0);
  }

  @Test
  void anOutageThatLastsFailsTheBundle() {
    for (int i = 0; i < 1000; i++) {
      qdrant.failNextWith(Status.UNAVAILABLE.withDescription("connection refused"));
    }

    assertThatThrownBy(() -> settle("a"))
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant is away for too long: UNAVAILABLE: connection refused");
    assertThat(pauses.stream().mapToLong(Long::longValue).sum()).isBetween(4_000L, 6_000L);
    assertThat(refusals).isEmpty();
  }

  @Test
  void aSetupMistakeFailsTheBundleAtOnce() {
    qdrant.failNextWith(Status.NOT_FOUND.withDescription("Collection `x` doesn't exist!"));

    assertThatThrownBy(() -> settle("a", "b"))
        .isInstanceOf(IOException.class)
        .hasMessage("Qdrant did not take 2 points: NOT_FOUND: Collection `x` doesn't exist!");
    assertThat(qdrant.calls()).hasSize(1);
    assertThat(refusals).isEmpty();
  }

  private void settle(String... ids) throws IOException, InterruptedException {
    List<PointStruct> points =
        Stream.of(ids)
            .map(id -> PointStruct.newBuilder().setId(PointId.newBuilder().setUuid(id)).build())
            .toList();
    new BatchUpsert(qdrant, BACKOFF, pauses::add, () -> retries++)
        .settle(
            points,
            qdrant.upsert(points),
            (refusal, index) -> refusals.put(index, refusal.getMessage()));
  }
}
