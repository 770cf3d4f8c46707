package io.vectorstream.metrics;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Latencies as Beam metrics, in milliseconds unless their name says another unit: a distribution
 * for their maximum and mean, and a counter for each of the {@link LatencyBuckets} for their
 * percentiles. Used within a DoFn, by one thread.
 */
public final class LatencyMetric implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Class<?> namespace;
  private final String name;
  private final Distribution distribution;
  private transient @Nullable Counter @Nullable [] buckets;

  /**
   * Latencies under a name.
   *
   * @param name the distribution's name, and what the counters' names begin with
   */
  public LatencyMetric(Class<?> namespace, String name) {
    this.namespace = namespace;
    this.name = name;
    this.distribution = Metrics.distribution(namespace, name);
  }

  /** Records a latency; one below zero, as between clocks that differ, counts as zero. */
  public void record(long millis) {
    long latency = Math.max(0, millis);
    distribution.update(latency);
    bucket(LatencyBuckets.index(latency)).inc();
  }

  private Counter bucket(int index) {
    if (buckets == null) {
      buckets = new Counter[index + 1];
    } else if (index >= buckets.length) {
      buckets = Arrays.copyOf(buckets, index + 1);
    }
    if (buckets[index] == null) {
      buckets[index] = Metrics.counter(namespace, LatencyBuckets.counterName(name, index));
    }
    return buckets[index];
  }
}
