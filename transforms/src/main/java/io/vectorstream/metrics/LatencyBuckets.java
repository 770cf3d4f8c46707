package io.vectorstream.metrics;

import java.util.Map;
import java.util.SortedMap;

/**
 * Latencies counted in buckets whose bounds grow by a tenth, so that counts of many workers add up
 * and a percentile read from them is at most 10 % too high.
 */
public final class LatencyBuckets {

  private static final double GROWTH = 1.1;
  private static final String INFIX = "_up_to_";

  private LatencyBuckets() {}

  /** The number of the bucket of a latency: the smallest n whose bound is not below it. */
  public static int index(long millis) {
    if (millis <= 1) {
      return 0;
    }
    int index = (int) Math.ceil(Math.log(millis) / Math.log(GROWTH));
    // The logarithm may be slightly off at a bound.
    while (bound(index) < millis) {
      index++;
    }
    while (index > 0 && bound(index - 1) >= millis) {
      index--;
    }
    return index;
  }

  /** The largest latency of a bucket, in milliseconds. */
  public static long bound(int index) {
    return (long) Math.floor(Math.pow(GROWTH, index));
  }

  /** The name of a bucket's counter, for the latencies of a name. */
  public static String counterName(String latencies, int index) {
    return latencies + INFIX + bound(index);
  }

  /** Whether this is the name of a bucket's counter, for the latencies of a name. */
  public static boolean isCounterName(String latencies, String name) {
    return name.startsWith(latencies + INFIX);
  }

  /** The bound that a counter's name holds, for the latencies of a name. */
  public static long boundOf(String latencies, String counterName) {
    return Long.parseLong(counterName.substring(latencies.length() + INFIX.length()));
  }

  /**
   * The latency that a share of all events did not exceed.
   *
   * @param counts how many events are in the bucket of each bound
   * @param share from 0 to 1
   * @return a bucket's bound in milliseconds; 0 if there are no events
   */
  public static long percentile(SortedMap<Long, Long> counts, double share) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted && seen > 0) {
        return bucket.getKey();
      }
    }
    return 0;
  }
}
