package io.vectorstream.pipeline.report;

import io.vectorstream.metrics.LatencyBuckets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long events took.
 *
 * @param counts how many took as long as a bucket's bound in milliseconds at most
 * @param max the longest, in milliseconds; 0 if there are none
 * @param sum all of them together, in milliseconds
 */
public record Latencies(SortedMap<Long, Long> counts, long max, long sum) {

  static final Latencies NONE = new Latencies(new TreeMap<>(), 0, 0);

  Latencies plus(Latencies others) {
    SortedMap<Long, Long> both = new TreeMap<>(counts);
    others.counts.forEach((bound, count) -> both.merge(bound, count, Long::sum));
    return new Latencies(both, Math.max(max, others.max), sum + others.sum);
  }

  /** What a share of the events did not exceed: at most 10 % too high, never above the longest. */
  long percentile(double share) {
    return Math.min(max, LatencyBuckets.percentile(counts, share));
  }
}
