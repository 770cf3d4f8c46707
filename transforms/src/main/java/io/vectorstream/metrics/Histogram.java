package io.vectorstream.metrics;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values such as latencies, as {@link HistogramMetric} counts them.
 *
 * @param counts how many are in the bucket of each bound
 * @param max the greatest; 0 if there are none
 * @param sum all of them together
 */
public record Histogram(SortedMap<Long, Long> counts, long max, long sum) {

  /** Of nothing. */
  public static final Histogram NONE = new Histogram(new TreeMap<>(), 0, 0);

  /** Of these values and others. */
  public Histogram plus(Histogram others) {
    SortedMap<Long, Long> both = new TreeMap<>(counts);
    others.counts.forEach((bound, count) -> both.merge(bound, count, Long::sum));
    return new Histogram(both, Math.max(max, others.max), sum + others.sum);
  }

  /** Of those that have come since a time when there were these; the greatest is not known. */
  public Histogram since(Histogram earlier) {
    SortedMap<Long, Long> later = new TreeMap<>(counts);
    earlier.counts.forEach((bound, count) -> later.merge(bound, -count, Long::sum));
    return new Histogram(later, max, sum - earlier.sum);
  }

  /**
   * What a share of them did not exceed: at most 10 % too high, never above the greatest; 0 if
   * there are none.
   *
   * @param share from 0 to 1
   */
  public long percentile(double share) {
    return Math.min(max, HistogramBuckets.percentile(counts, share));
  }
}
