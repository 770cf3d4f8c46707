package io.vectorstream.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.event.ParseEvents;
import io.vectorstream.qdrant.QdrantIO;
import java.util.List;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.junit.jupiter.api.Test;

final class MetricTotalsTest {

  @Test
  void theFiguresOfAllStepsAreSummed() {
    RunMetrics metrics =
        totals(
            List.of(
                MetricResult.attempted(key("a", ParseEvents.EVENTS_READ), 7L),
                MetricResult.attempted(key("b", ParseEvents.EVENTS_READ), 4L)),
            List.of());

    assertThat(metrics.read()).isEqualTo(11);
  }

  @Test
  void whatIsCommittedAndNotYetCountedAsAttemptedIsInTheFigures() {
    RunMetrics metrics =
        totals(
            List.of(
                MetricResult.create(key("a", QdrantIO.POINTS_WRITTEN), 9L, 8L),
                MetricResult.create(key("b", QdrantIO.POINTS_WRITTEN), 0L, 3L)),
            List.of(
                MetricResult.create(
                    key("a", QdrantIO.LATENCY),
                    DistributionResult.create(30, 3, 5, 20),
                    DistributionResult.create(10, 2, 5, 5))));

    assertThat(metrics.written()).isEqualTo(12);
    assertThat(metrics.latencies().max()).isEqualTo(20);
    assertThat(metrics.latencies().sum()).isEqualTo(30);
  }

  private static MetricKey key(String step, MetricName name) {
    return MetricKey.create(step, name);
  }

  private static RunMetrics totals(
      List<MetricResult<Long>> counters, List<MetricResult<DistributionResult>> distributions) {
    return RunMetrics.of(
        new MetricResults() {
          @Override
          public MetricQueryResults queryMetrics(MetricsFilter filter) {
            return MetricQueryResults.create(
                counters, distributions, List.of(), List.of(), List.of(), List.of());
          }
        });
  }
}
