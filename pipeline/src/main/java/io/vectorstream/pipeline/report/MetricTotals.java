package io.vectorstream.pipeline.report;

import io.vectorstream.deadletter.DeadLetters;
import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.embedding.EmbedTexts;
import io.vectorstream.event.ParseEvents;
import io.vectorstream.metrics.Histogram;
import io.vectorstream.metrics.HistogramBuckets;
import io.vectorstream.qdrant.QdrantIO;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** A pipeline's metrics, summed over the steps that keep them. */
final class MetricTotals {

  private final MetricQueryResults all;

  MetricTotals(MetricResults results) {
    this.all = results.queryMetrics(MetricsFilter.builder().build());
  }

  RunMetrics toRunMetrics() {
    return new RunMetrics(
        counter(ParseEvents.EVENTS_READ),
        counter(ParseEvents.EVENTS_PARSED),
        counter(DeadLetters.EVENTS_DEAD_LETTERED),
        counter(QdrantIO.POINTS_WRITTEN),
        counter(QdrantIO.POINTS_DELETED),
        counter(QdrantIO.DELETIONS_WITHOUT_EFFECT),
        counter(EmbedTexts.TEXTS_EMBEDDED),
        counter(EmbedTexts.CACHE_HITS),
        counter(EmbedTexts.DEVICES_LOST),
        new Busy(
            distribution(ParseEvents.READ_AT).getMin(),
            distribution(QdrantIO.ACKNOWLEDGED_AT).getMax()),
        letters(),
        storeCalls(),
        histogram(ParseEvents.PARSE_LATENCY),
        histogram(EmbedTexts.BATCH_LATENCY),
        histogram(EmbedTexts.BATCH_SIZE),
        histogram(QdrantIO.LATENCY));
  }

  private long counter(MetricName name) {
    long sum = 0;
    for (MetricResult<Long> counter : all.getCounters()) {
      if (counter.getName().equals(name)) {
        sum += latestCount(counter);
      }
    }
    return sum;
  }

  private Map<LetterKind, Long> letters() {
    Map<LetterKind, Long> letters = new HashMap<>();
    for (MetricResult<Long> counter : all.getCounters()) {
      LetterKind.countedBy(counter.getName())
          .ifPresent(kind -> letters.merge(kind, latestCount(counter), Long::sum));
    }
    return letters;
  }

  private StoreCalls storeCalls() {
    return new StoreCalls(
        Math.max(0, distribution(QdrantIO.STARTED_AT).getMax()),
        counter(QdrantIO.POINTS_SUPERSEDED),
        counter(QdrantIO.POINTS_REJECTED),
        counter(QdrantIO.BYTES_WRITTEN),
        counter(QdrantIO.RETRIES),
        highest(QdrantIO.BREAKER_STATE),
        histogram(QdrantIO.WRITE_LATENCY),
        histogram(QdrantIO.BATCH_SIZE));
  }

  private long highest(MetricName name) {
    long highest = 0;
    for (MetricResult<GaugeResult> gauge : all.getGauges()) {
      if (gauge.getName().equals(name)) {
        highest = Math.max(highest, gauge.getAttempted().getValue());
      }
    }
    return highest;
  }

  private Histogram histogram(MetricName values) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : all.getCounters()) {
      MetricName name = counter.getName();
      if (name.getNamespace().equals(values.getNamespace())
          && HistogramBuckets.isCounterName(values.getName(), name.getName())) {
        counts.merge(
            HistogramBuckets.boundOf(values.getName(), name.getName()),
            latestCount(counter),
            Long::sum);
      }
    }
    DistributionResult total = distribution(values);
    return total.getCount() == 0
        ? new Histogram(counts, 0, 0)
        : new Histogram(counts, total.getMax(), total.getSum());
  }

  /** Without values, its least one is the greatest number there is, and the reverse. */
  private DistributionResult distribution(MetricName name) {
    DistributionResult sum = DistributionResult.IDENTITY_ELEMENT;
    for (MetricResult<DistributionResult> distribution : all.getDistributions()) {
      if (distribution.getName().equals(name)) {
        DistributionResult part = latestValues(distribution);
        sum =
            DistributionResult.create(
                sum.getSum() + part.getSum(),
                sum.getCount() + part.getCount(),
                Math.min(sum.getMin(), part.getMin()),
                Math.max(sum.getMax(), part.getMax()));
      }
    }
    return sum;
  }

  /**
   * DirectRunner counts a bundle as committed first and as attempted a moment later: a pipeline
   * that ends in between leaves the attempts short. SparkRunner knows attempts only.
   */
  private static long latestCount(MetricResult<Long> counter) {
    Long committed = counter.getCommittedOrNull();
    return Math.max(counter.getAttempted(), committed == null ? 0 : committed);
  }

  private static DistributionResult latestValues(MetricResult<DistributionResult> distribution) {
    DistributionResult committed = distribution.getCommittedOrNull();
    DistributionResult attempted = distribution.getAttempted();
    return committed != null && committed.getCount() > attempted.getCount() ? committed : attempted;
  }
}
