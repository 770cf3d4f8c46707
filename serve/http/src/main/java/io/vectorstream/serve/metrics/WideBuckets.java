package io.vectorstream.serve.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vectorstream.metrics.Histogram;
import io.vectorstream.metrics.HistogramBuckets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A histogram in few buckets, always the same ones. Their bounds are among those that values are
 * counted by, so that no count is an estimate.
 */
final class WideBuckets {

  /**
   * Every sixth bound, up to 911,000, a quarter of an hour in milliseconds: each is less than twice
   * the one before.
   */
  private static final int EVERY = 6;

  private static final int LAST = 144;

  private WideBuckets() {}

  /** Values that have no unit, such as sizes. */
  static HistogramSnapshot of(String name, String help, Histogram values) {
    return histogram(name, help, values, 1);
  }

  /** Latencies in milliseconds. */
  static HistogramSnapshot ofMillis(String name, String help, Histogram latencies) {
    return histogram(name, help, latencies, 1e3);
  }

  /** Latencies in microseconds, the longest of which fall behind the last bound, a second. */
  static HistogramSnapshot ofMicros(String name, String help, Histogram latencies) {
    return histogram(name, help, latencies, 1e6);
  }

  private static HistogramSnapshot histogram(
      String name, String help, Histogram values, double perUnit) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (int index = 0; index <= LAST; index += EVERY) {
      counts.put(HistogramBuckets.bound(index), 0L);
    }
    long greater = 0;
    for (Map.Entry<Long, Long> counted : values.counts().entrySet()) {
      SortedMap<Long, Long> from = counts.tailMap(counted.getKey());
      if (from.isEmpty()) {
        greater += counted.getValue();
      } else {
        counts.merge(from.firstKey(), counted.getValue(), Long::sum);
      }
    }
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    counts.forEach((bound, count) -> buckets.bucket(bound / perUnit, count));
    buckets.bucket(Double.POSITIVE_INFINITY, greater);
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(values.sum() / perUnit)
                .build())
        .build();
  }
}
