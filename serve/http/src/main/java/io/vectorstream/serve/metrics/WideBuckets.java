package io.vectorstream.serve.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vectorstream.metrics.Latencies;
import io.vectorstream.metrics.LatencyBuckets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latencies as a histogram of few buckets, always the same ones. Their bounds are among those that
 * latencies are counted by, so that no count is an estimate.
 */
final class WideBuckets {

  /** Every sixth bound, up to a quarter of an hour: each is less than twice the one before. */
  private static final int EVERY = 6;

  private static final int LAST = 144;

  private WideBuckets() {}

  /** Latencies in milliseconds. */
  static HistogramSnapshot ofMillis(String name, String help, Latencies latencies) {
    return histogram(name, help, latencies, 1e3);
  }

  /** Latencies in microseconds, the longest of which fall behind the last bound, a second. */
  static HistogramSnapshot ofMicros(String name, String help, Latencies latencies) {
    return histogram(name, help, latencies, 1e6);
  }

  private static HistogramSnapshot histogram(
      String name, String help, Latencies latencies, double perSecond) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (int index = 0; index <= LAST; index += EVERY) {
      counts.put(LatencyBuckets.bound(index), 0L);
    }
    long longer = 0;
    for (Map.Entry<Long, Long> counted : latencies.counts().entrySet()) {
      SortedMap<Long, Long> from = counts.tailMap(counted.getKey());
      if (from.isEmpty()) {
        longer += counted.getValue();
      } else {
        counts.merge(from.firstKey(), counted.getValue(), Long::sum);
      }
    }
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    counts.forEach((bound, count) -> buckets.bucket(bound / perSecond, count));
    buckets.bucket(Double.POSITIVE_INFINITY, longer);
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(latencies.sum() / perSecond)
                .build())
        .build();
  }
}
