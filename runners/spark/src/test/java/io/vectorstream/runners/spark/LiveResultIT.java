package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class LiveResultIT {

  private static CountDownLatch mayGoOn = new CountDownLatch(1);

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
