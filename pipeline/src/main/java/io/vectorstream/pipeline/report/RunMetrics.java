package io.vectorstream.pipeline.report;

import io.vectorstream.deadletter.DeadLetters;
import io.vectorstream.embedding.EmbedEvents;
import io.vectorstream.event.ParseEvents;
import io.vectorstream.metrics.LatencyBuckets;
import io.vectorstream.qdrant.QdrantIO;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * A pipeline's figures at one moment, summed over its workers.
 *
 * @param read events read from Kafka
 * @param parsed events that could be read as such
 * @param deadLettered dead letters that Kafka has acknowledged
 * @param written events whose point, or a newer one of the same id, Qdrant has acknowledged
 * @param deleted tombstones whose point is gone, or was written anew since
 * @param textsEmbedded texts that went through the model
 * @param cacheHits events whose vector was there already
 * @param devicesLost graphics cards that stopped working while workers embedded with them
 * @param elapsed from the first event read to the last acknowledgement
 * @param latency from the Kafka record's timestamp to Qdrant's acknowledgement
 */
public record RunMetrics(
    long read,
    long parsed,
    long deadLettered,
    long written,
    long deleted,
    long textsEmbedded,
    long cacheHits,
    long devicesLost,
    Duration elapsed,
    Latency latency) {

  /** Percentiles in milliseconds, at most 10 % too high but never above the maximum. */
  public record Latency(long p50, long p95, long p99, long max) {}

  /** The figures of now. */
  public static RunMetrics of(MetricResults results) {
    MetricQueryResults all = results.queryMetrics(MetricsFilter.builder().build());
    return new RunMetrics(
        counter(all, ParseEvents.EVENTS_READ),
        counter(all, ParseEvents.EVENTS_PARSED),
        counter(all, DeadLetters.EVENTS_DEAD_LETTERED),
        counter(all, QdrantIO.POINTS_WRITTEN),
        counter(all, QdrantIO.POINTS_DELETED),
        counter(all, EmbedEvents.TEXTS_EMBEDDED),
        counter(all, EmbedEvents.CACHE_HITS),
        counter(all, EmbedEvents.DEVICES_LOST),
        elapsed(all),
        latency(all));
  }

  /** Events whose fate is known. */
  public long finished() {
    return written + deleted + deadLettered;
  }

  /** The share of embedded events whose vector was there already; 0 if there are none. */
  public double cacheHitRate() {
    long embedded = textsEmbedded + cacheHits;
    return embedded == 0 ? 0 : (double) cacheHits / embedded;
  }

  /** Events written a second, over the time they took. */
  public double eventsPerSecond() {
    return elapsed.isZero() ? 0 : written * 1000.0 / elapsed.toMillis();
  }

  private static long counter(MetricQueryResults all, MetricName name) {
    long sum = 0;
    for (MetricResult<Long> counter : all.getCounters()) {
      if (counter.getName().equals(name)) {
        sum += counter.getAttempted();
      }
    }
    return sum;
  }

  private static Duration elapsed(MetricQueryResults all) {
    DistributionResult read = distribution(all, ParseEvents.READ_AT);
    DistributionResult acknowledged = distribution(all, QdrantIO.ACKNOWLEDGED_AT);
    if (read.getCount() == 0 || acknowledged.getCount() == 0) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(Math.max(0, acknowledged.getMax() - read.getMin()));
  }

  private static Latency latency(MetricQueryResults all) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : all.getCounters()) {
      MetricName name = counter.getName();
      if (name.getNamespace().equals(QdrantIO.LATENCY.getNamespace())
          && LatencyBuckets.isCounterName(QdrantIO.LATENCY.getName(), name.getName())) {
        counts.merge(
            LatencyBuckets.boundOf(QdrantIO.LATENCY.getName(), name.getName()),
            counter.getAttempted(),
            Long::sum);
      }
    }
    DistributionResult millis = distribution(all, QdrantIO.LATENCY);
    long max = millis.getCount() == 0 ? 0 : millis.getMax();
    return new Latency(
        Math.min(max, LatencyBuckets.percentile(counts, 0.50)),
        Math.min(max, LatencyBuckets.percentile(counts, 0.95)),
        Math.min(max, LatencyBuckets.percentile(counts, 0.99)),
        max);
  }

  private static DistributionResult distribution(MetricQueryResults all, MetricName name) {
    DistributionResult sum = DistributionResult.IDENTITY_ELEMENT;
    for (MetricResult<DistributionResult> distribution : all.getDistributions()) {
      if (distribution.getName().equals(name)) {
        DistributionResult part = distribution.getAttempted();
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
}
