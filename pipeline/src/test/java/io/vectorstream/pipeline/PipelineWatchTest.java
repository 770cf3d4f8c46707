package io.vectorstream.pipeline;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vectorstream.event.ParseEvents;
import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.qdrant.QdrantIO;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** A pipeline that has read ten events and written some of them. */
  private static class TenRead extends MetricResults implements PipelineResult {
    private long written;
    private boolean cancelled;

    TenRead(long written) {
      this.written = written;
    }

    void finish() {
      written = 10;
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

  private final Drain drain = new Drain();
  private boolean done;
  private boolean cannotGetOn;
  private Duration drainTimeout = Duration.standardSeconds(30);

  private PipelineWatch watch() {
    return new PipelineWatch(
        metrics -> done,
        metrics -> metrics.finished() >= metrics.read(),
        () -> cannotGetOn,
        drain,
        ReadGate.ofRun("test"),
        drainTimeout,
        metrics -> {});
  }

  @Test
  void drainsWhenAskedTo() {
    TenRead pipeline =
        new TenRead(4) {
          private int looks;

          @Override
          public State waitUntilFinish(Duration duration) {
            // The rest is written while the run drains.
            looks++;
            if (looks == 5) {
              finish();
            }
            return super.waitUntilFinish(duration);
          }
        };
    assertThat(drain.request()).as("nothing to drain yet").isFalse();
    drain.becomePossible();
    assertThat(drain.request()).isTrue();
    PipelineWatch watch = watch();

    RunMetrics metrics = watch.await(pipeline);

    assertThat(pipeline.cancelled).isTrue();
    assertThat(metrics.written()).isEqualTo(10);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void endsADrainThatTakesTooLong() throws Exception {
    drain.becomePossible();
    drain.request();
    drainTimeout = Duration.ZERO;
    CountDownLatch ended = new CountDownLatch(1);
    TenRead pipeline =
        new TenRead(4) {
          @Override
          public State cancel() {
            ended.countDown();
            return super.cancel();
          }
        };

    RunMetrics metrics = watch().await(pipeline);

    assertThat(ended.await(10, TimeUnit.SECONDS)).as("it is ended all the same").isTrue();
    assertThat(metrics.written()).isEqualTo(4);
  }

  /** A pipeline whose runner does not get to its end. */
  private static class NeverEnding extends TenRead {
    private final CountDownLatch never = new CountDownLatch(1);

    NeverEnding() {
      super(10);
    }

    @Override
    public State cancel() {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.cancel();
    }
  }

  @Test
  void aRunnerThatTakesItsTimeToEndIsNotWaitedForBeyondTheDrainTimeout() {
    drain.becomePossible();
    drain.request();
    drainTimeout = Duration.millis(100);
    TenRead pipeline = new NeverEnding();
    PipelineWatch watch = watch();

    RunMetrics metrics = assertTimeoutPreemptively(ofSeconds(20), () -> watch.await(pipeline));

    assertThat(metrics.written()).isEqualTo(10);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void endsAPipelineThatCannotGetOn() {
    cannotGetOn = true;
    TenRead pipeline = new TenRead(4);
    PipelineWatch watch = watch();

    RunMetrics metrics = watch.await(pipeline);

    assertThat(pipeline.cancelled).isTrue();
    assertThat(watch.endedInVain()).isTrue();
    assertThat(metrics.written()).isEqualTo(4);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void aDrainCutsShortTheEndOfAPipelineThatCannotGetOn() {
    cannotGetOn = true;
    drainTimeout = Duration.millis(100);
    drain.becomePossible();
    TenRead pipeline =
        new NeverEnding() {
          @Override
          public State cancel() {
            drain.request();
            return super.cancel();
          }
        };

    assertTimeoutPreemptively(ofSeconds(20), () -> watch().await(pipeline));
  }

  @Test
  void endsAPipelineThatHasDoneItsWork() {
    done = true;
    TenRead pipeline = new TenRead(10);
    PipelineWatch watch = watch();

    RunMetrics metrics = watch.await(pipeline);

    assertThat(pipeline.cancelled).isTrue();
    assertThat(metrics.written()).isEqualTo(10);
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void aFailureWhileEndingIsNoFailureOfTheRun() {
    done = true;
    PipelineWatch watch = watch();

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
    PipelineWatch watch = watch();

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
