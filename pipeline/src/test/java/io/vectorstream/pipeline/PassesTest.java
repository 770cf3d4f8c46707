package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.pipeline.Pass.Next;
import io.vectorstream.pipeline.kafka.ReadLimit;
import io.vectorstream.pipeline.kafka.ReadRange;
import io.vectorstream.pipeline.kafka.ReadRanges.Preparation;
import io.vectorstream.pipeline.kafka.SourceTopics;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.report.RunMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PassesTest {

  private static final StartPosition EARLIEST = StartPosition.parse("earliest");

  private final Deque<Pass.End> ends = new ArrayDeque<>();
  private final List<String> settled = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private final List<Long> shown = new ArrayList<>();
  private final List<Long> slept = new ArrayList<>();
  private final Drain drain = new Drain();
  private int kafkaIsAwayFor;

  private static RunMetrics read(long events) {
    RunMetrics none = RunMetrics.NONE;
    return new RunMetrics(
        events,
        0,
        0,
        events,
        0,
        0,
        0,
        0,
        0,
        none.busy(),
        Map.of(),
        none.storeCalls(),
        none.parsing(),
        none.embedding(),
        none.embeddingSizes(),
        none.latencies());
  }

  private static Pass.End end(long records, Next next, String... errors) {
    return new Pass.End(read(records), records, List.of(errors), next);
  }

  private Passes.End run(long events) throws InterruptedException {
    return new Passes(
            (range, progress) -> {
              progress.accept(read(1));
              if (ends.isEmpty()) {
                throw new UserMistakeException("The cluster is away");
              }
              return ends.remove();
            },
            this::settle,
            drain,
            metrics -> shown.add(metrics.read()),
            slept::add)
        .run(
            EARLIEST,
            events,
            (kafka, topics) -> prepared.add("first"),
            (kafka, topics) -> prepared.add("again"));
  }

  private Optional<ReadRange> settle(StartPosition start, long events, Preparation preparation)
      throws InterruptedException {
    settled.add((start.committed() ? "committed " : "earliest ") + events);
    if (settled.size() > 1 && kafkaIsAwayFor > 0) {
      kafkaIsAwayFor--;
      throw new UserMistakeException("Kafka is away");
    }
    // What is done to the topics asks none of them here.
    preparation.prepare(null, null);
    return Optional.of(
        new ReadRange(new SourceTopics(Map.of(), List.of()), Map.of(), ReadLimit.NONE, events));
  }

  @Test
  void aRunThatGetsOnHasOnePass() throws Exception {
    ends.add(end(5, Next.NOTHING));

    assertThat(run(5)).isEqualTo(new Passes.End(read(5), 0, List.of()));
    assertThat(settled).containsExactly("earliest 5");
  }

  @Test
  void goesOnFromTheCommittedOffsetsWithWhatIsLeftAndAddsUpTheFigures() throws Exception {
    ends.add(end(5, Next.READ_AGAIN));
    ends.add(end(2, Next.READ_OTHER_TOPICS, "the topic is gone"));
    ends.add(end(3, Next.NOTHING));

    assertThat(run(10)).isEqualTo(new Passes.End(read(10), 2, List.of()));
    assertThat(settled).containsExactly("earliest 10", "committed 5", "committed 3");
    assertThat(prepared).containsExactly("first", "again", "again");
    assertThat(shown).as("what earlier passes did is shown as well").containsExactly(1L, 6L, 8L);
  }

  @Test
  void doesNotWaitForEventsThatTheLimitNeverLetsIn() throws Exception {
    ends.add(end(10, Next.READ_AGAIN));

    assertThat(run(10)).isEqualTo(new Passes.End(read(10), 0, List.of()));
    assertThat(settled).containsExactly("earliest 10");
  }

  @Test
  void givesUpAfterThreePassesInARowThatFinishNothing() throws Exception {
    ends.add(end(0, Next.READ_AGAIN));
    ends.add(end(1, Next.READ_AGAIN));
    ends.add(end(0, Next.READ_AGAIN));
    ends.add(end(0, Next.READ_AGAIN));
    ends.add(end(0, Next.READ_AGAIN));

    assertThat(run(0).errors())
        .containsExactly("Records got lost and none was finished, 3 times in a row");
    assertThat(settled).hasSize(5);
  }

  @Test
  void topicsThatComeAndGoAreNoReasonToGiveUp() throws Exception {
    for (int i = 0; i < 10; i++) {
      ends.add(end(0, Next.READ_OTHER_TOPICS, "the topic is gone"));
    }
    ends.add(end(4, Next.NOTHING));

    assertThat(run(0)).isEqualTo(new Passes.End(read(4), 10, List.of()));
  }

  @Test
  void givesUpAtOnceIfAPassFailsAndHasFinishedNothing() throws Exception {
    ends.add(end(0, Next.READ_AGAIN, "it broke"));

    assertThat(run(0)).isEqualTo(new Passes.End(read(0), 0, List.of("it broke")));
  }

  @Test
  void endsWithTheErrorOfAPassThatCouldNotBegin() throws Exception {
    ends.add(end(7, Next.READ_AGAIN));

    assertThat(run(0)).isEqualTo(new Passes.End(read(7), 1, List.of("The cluster is away")));
  }

  @Test
  void aRunWhoseFirstPassCannotBeginHasNotBegun() {
    assertThatThrownBy(() -> run(0))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("The cluster is away");
  }

  @Test
  void endsWithTheErrorOfAPassThatFailed() throws Exception {
    ends.add(end(7, Next.NOTHING, "it broke"));

    assertThat(run(0)).isEqualTo(new Passes.End(read(7), 0, List.of("it broke")));
  }

  @Test
  void waitsForAKafkaThatIsAwayBetweenTwoPasses() throws Exception {
    kafkaIsAwayFor = 2;
    ends.add(end(5, Next.READ_AGAIN));
    ends.add(end(3, Next.NOTHING));

    assertThat(run(0)).isEqualTo(new Passes.End(read(8), 1, List.of()));
    assertThat(slept).hasSize(2);
  }

  @Test
  void aDrainEndsTheWaitBetweenTwoPasses() throws Exception {
    kafkaIsAwayFor = Integer.MAX_VALUE;
    drain.becomePossible();
    ends.add(end(5, Next.READ_AGAIN));
    drain.request();

    assertThat(run(0)).isEqualTo(new Passes.End(read(5), 0, List.of()));
  }
}
