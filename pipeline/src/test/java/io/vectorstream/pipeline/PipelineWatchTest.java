package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.event.ParseEvents;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.qdrant.QdrantIO;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

final class PipelineWatchTest {

  private final PrintStream out = new PrintStream(OutputStream.nullOutputStream());

  /** A pipeline that has read ten events and written some of them. */
  private static class TenRead extends MetricResults implements PipelineResult {
    private final long written;
    private boolean cancelled;

    TenRead(long written) {
      this.written = written;
    }

    @Override
    public State getState() {
      return cancelled ? State.CANCELLED : State.RUNNING;
    }

    @Override
    public State cancel() {
      cancelled = true;
      return State.CANCELLED;
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return getState();
    }

    @Override
    public State waitUntilFinish() {
      return getState();
    }

    @Override
    public MetricResults metrics() {
      return this;
    }

    @Override
    public MetricQueryResults queryMetrics(MetricsFilter filter) {
      return MetricQueryResults.create(
          List.of(counter(ParseEvents.EVENTS_READ, 10), counter(QdrantIO.POINTS_WRITTEN, written)),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }

    private static MetricResult<Long> counter(MetricName name, long value) {
      return MetricResult.attempted(MetricKey.create("step", name), value);
    }
  }

  @Test
  void endsAPipelineThatHasDoneItsWork() {
    TenRead pipeline = new TenRead(10);
    PipelineWatch watch = new PipelineWatch(10, out);

    RunMetrics metrics = watch.await(pipeline);

    assertThat(pipeline.cancelled).isTrue();
    assertThat(metrics.written()).isEqualTo(10);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void aFailureWhileEndingIsNoFailureOfTheRun() {
    PipelineWatch watch = new PipelineWatch(10, out);

    RunMetrics metrics =
        watch.await(
            new TenRead(10) {
              @Override
              public State waitUntilFinish() {
                throw new IllegalStateException("interrupted");
              }
            });

    assertThat(metrics.written()).isEqualTo(10);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void aFailureBeforeTheEndIsTold() {
    PipelineWatch watch = new PipelineWatch(10, out);

    RunMetrics metrics =
        watch.await(
            new TenRead(4) {
              @Override
              public State waitUntilFinish(Duration duration) {
                throw new IllegalStateException("outer", new IllegalStateException("no disk"));
              }
            });

    assertThat(metrics.written()).isEqualTo(4);
    assertThat(watch.errors()).containsExactly("no disk");
  }
}
