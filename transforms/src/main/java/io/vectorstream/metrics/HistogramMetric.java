package io.vectorstream.metrics;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Values such as latencies or sizes as Beam metrics: a distribution for their maximum and mean, and
 * a counter for each of the {@link HistogramBuckets} for their percentiles. Used within a DoFn, by
 * one thread.
 */
public final class HistogramMetric implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Class<?> namespace;
  private final String name;
  private final Distribution distribution;
  private transient @Nullable Counter @Nullable [] buckets;

  /**
   * Values under a name.
   *
   * @param name the distribution's name, and what the counters' names begin with
   */
  public HistogramMetric(Class<?> namespace, String name) {
    this.namespace = namespace;
    this.name = name;
    this.distribution = Metrics.distribution(namespace, name);
  }

  /**
   * Records a value; one below zero, as a latency between clocks that differ may be, counts as
   * zero.
   */
  public void record(long value) {
    long counted = Math.max(0, value);
    distribution.update(counted);
    bucket(HistogramBuckets.index(counted)).inc();
  }

  private Counter bucket(int index) {
    if (buckets == null) {
      buckets = new Counter[index + 1];
    } else if (index >= buckets.length) {
      buckets = Arrays.copyOf(buckets, index + 1);
    }
    if (buckets[index] == null) {
      buckets[index] = Metrics.counter(namespace, HistogramBuckets.counterName(name, index));
    }
    return buckets[index];
  }
}
