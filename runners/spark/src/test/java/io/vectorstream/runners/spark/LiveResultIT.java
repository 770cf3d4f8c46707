package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.spark.SparkContext$;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.scheduler.JobScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class LiveResultIT {

  private static CountDownLatch mayGoOn = new CountDownLatch(1);
  private static final AtomicBoolean hasFailed = new AtomicBoolean();

  private final Properties before = (Properties) System.getProperties().clone();

  @BeforeEach
  void beginAnew() {
    mayGoOn = new CountDownLatch(1);
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
    System.setProperty("spark.executor.heartbeatInterval", "100ms");
  }

  @AfterEach
  void restore() {
    mayGoOn.countDown();
    System.setProperties(before);
  }

  @Test
  void whatATaskHasCountedIsTheResultsBeforeTheTaskEnds() {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=SparkRunner", "--sparkMaster=local[1]")
            .as(SparkPipelineOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1, 2, 3)).apply(ParDo.of(new CountAndWaitFn()));
    SparkRunnerSupport support = new SparkRunnerSupport();
    support.prepare(pipeline, List.of());

    PipelineResult result = support.run(pipeline);

    while (counted(result) < 1) {
      Thread.onSpinWait();
    }
    assertThat(counted(result)).isEqualTo(1);
    assertThat(result.getState()).isEqualTo(PipelineResult.State.RUNNING);

    mayGoOn.countDown();
    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    assertThat(counted(result)).isEqualTo(3);
  }

  @Test
  void aFailureIsToldWithoutTheMicroBatchesThatWerePlanned() {
    // One share of the work, and a core for what Spark does when it plans.
    System.setProperty("spark.default.parallelism", "1");
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=SparkRunner", "--sparkMaster=local[2]", "--streaming=true")
            .as(SparkPipelineOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new FailOnceAndWaitFn()));
    SparkRunnerSupport support = new SparkRunnerSupport();
    support.prepare(pipeline, List.of());
    PipelineResult result = support.run(pipeline);

    assertThatThrownBy(result::waitUntilFinish).hasStackTraceContaining("the first one fails");

    assertThat(result.getState()).isEqualTo(PipelineResult.State.FAILED);
    assertThat(SparkContext$.MODULE$.getActive().isEmpty()).isTrue();
  }

  /** Fails once others are planned, and would never be done with those. */
  private static final class FailOnceAndWaitFn extends DoFn<Long, Void> {
    @ProcessElement
    public void process() throws InterruptedException {
      JobScheduler scheduler = StreamingContext.getActive().get().scheduler();
      if (hasFailed.getAndSet(true)) {
        mayGoOn.await();
      }
      while (scheduler.getPendingTimes().size() < 3) {
        Thread.onSpinWait();
      }
      throw new IllegalStateException("the first one fails");
    }
  }

  private static long counted(PipelineResult result) {
    long sum = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(CountAndWaitFn.class))
                    .build())
            .getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  /** Counts an element, then waits until it may go on. */
  private static final class CountAndWaitFn extends DoFn<Integer, Void> {
    private final Counter seen = Metrics.counter(CountAndWaitFn.class, "seen");

    @ProcessElement
    public void process() throws InterruptedException {
      seen.inc();
      mayGoOn.await();
    }
  }
}
