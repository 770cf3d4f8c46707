package io.vectorstream.metrics;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long things took, as {@link LatencyMetric} counts it.
 *
 * @param counts how many are in the bucket of each bound, in milliseconds
 * @param max the longest, in milliseconds; 0 if there are none
 * @param sum all of them together, in milliseconds
 */
public record Latencies(SortedMap<Long, Long> counts, long max, long sum) {

  /** Of nothing. */
  public static final Latencies NONE = new Latencies(new TreeMap<>(), 0, 0);

  /** These and others. */
  public Latencies plus(Latencies others) {
    SortedMap<Long, Long> both = new TreeMap<>(counts);
    others.counts.forEach((bound, count) -> both.merge(bound, count, Long::sum));
    return new Latencies(both, Math.max(max, others.max), sum + others.sum);
  }

  /** Those that have come since a time when there were these; the longest of them is not known. */
  public Latencies since(Latencies earlier) {
    SortedMap<Long, Long> later = new TreeMap<>(counts);
    earlier.counts.forEach((bound, count) -> later.merge(bound, -count, Long::sum));
    return new Latencies(later, max, sum - earlier.sum);
  }

  /**
   * What a share of them did not exceed, in milliseconds: at most 10 % too high, never above the
   * longest; 0 if there are none.
   *
   * @param share from 0 to 1
   */
  public long percentile(double share) {
    return Math.min(max, LatencyBuckets.percentile(counts, share));
  }
}
