package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.report.RunMetrics;
import org.junit.jupiter.api.Test;

/** When a run may end: its records are finished, and its figures tell of them. */
final class WorkDoneTest {

  private boolean allFinished = true;
  private long finishedRecords = 10;

  private WorkDone done(boolean readsItems) {
    return new WorkDone(() -> allFinished, () -> finishedRecords, readsItems);
  }

  private static RunMetrics figures(long read, long written) {
    RunMetrics none = RunMetrics.NONE;
    return new RunMetrics(
        read,
        read,
        0,
        written,
        0,
        0,
        0,
        0,
        0,
        none.busy(),
        none.letters(),
        none.storeCalls(),
        none.parsing(),
        none.embedding(),
        none.embeddingSizes(),
        none.latencies());
  }

  @Test
  void waitsForTheFigures() {
    WorkDone done = done(false);

    assertThat(done.test(figures(10, 9))).isFalse();
    assertThat(done.test(figures(10, 10))).isTrue();
    allFinished = false;
    assertThat(done.test(figures(10, 10))).isFalse();
  }

  @Test
  void aRecordOfSeveralPointsIsCountedOnce() {
    WorkDone done = done(true);
    finishedRecords = 2;

    assertThat(done.isAllReadFinished(figures(10, 10))).isFalse();
    finishedRecords = 10;
    assertThat(done.isAllReadFinished(figures(10, 50))).isTrue();
    assertThat(done.test(figures(10, 40))).as("more may be counted").isFalse();
    assertThat(done.test(figures(10, 50))).isFalse();
    assertThat(done.test(figures(10, 50))).as("nothing more comes").isTrue();
  }

  @Test
  void doesNotWaitForeverForFiguresThatAreLost() {
    WorkDone done = done(false);
    for (int look = 1; look < WorkDone.MOST_LOOKS; look++) {
      assertThat(done.test(figures(10, 9))).isFalse();
    }

    assertThat(done.test(figures(10, 9))).isTrue();
  }
}
