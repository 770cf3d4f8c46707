package io.vectorstream.metrics;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Latencies as Beam metrics of a namespace: a distribution {@value #DISTRIBUTION} for their maximum
 * and mean, and a counter for each of the {@link LatencyBuckets} for their percentiles. Used within
 * a DoFn, by one thread.
 */
public final class LatencyMetric implements Serializable {

  /** The name of the distribution, in milliseconds. */
  public static final String DISTRIBUTION = "latency_ms";

  private static final long serialVersionUID = 1L;

  private final Class<?> namespace;
  private final Distribution distribution;
  private transient @Nullable Counter @Nullable [] buckets;

  /** The latencies of a namespace. */
  public LatencyMetric(Class<?> namespace) {
    this.namespace = namespace;
    this.distribution = Metrics.distribution(namespace, DISTRIBUTION);
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
      buckets[index] = Metrics.counter(namespace, LatencyBuckets.counterName(index));
    }
    return buckets[index];
  }
}
