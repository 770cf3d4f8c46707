package io.vectorstream.metrics;

import java.util.Map;
import java.util.SortedMap;

/**
 * Values counted in buckets whose bounds grow by a tenth, so that counts of many workers add up and
 * a percentile read from them is at most 10 % too high.
 */
public final class HistogramBuckets {

  private static final double GROWTH = 1.1;
  private static final String INFIX = "_up_to_";

  private HistogramBuckets() {}

  /** The number of the bucket of a value: the smallest n whose bound is not below it. */
  public static int index(long value) {
    if (value <= 1) {
      return 0;
    }
    int index = (int) Math.ceil(Math.log(value) / Math.log(GROWTH));
    // The logarithm may be slightly off at a bound.
    while (bound(index) < value) {
      index++;
    }
    while (index > 0 && bound(index - 1) >= value) {
      index--;
    }
    return index;
  }

  /** The greatest value of a bucket. */
  public static long bound(int index) {
    return (long) Math.floor(Math.pow(GROWTH, index));
  }

  /** The name of a bucket's counter, for the values of a name. */
  public static String counterName(String values, int index) {
    return values + INFIX + bound(index);
  }

  /** Whether this is the name of a bucket's counter, for the values of a name. */
  public static boolean isCounterName(String values, String name) {
    return name.startsWith(values + INFIX);
  }

  /** The bound that a counter's name holds, for the values of a name. */
  public static long boundOf(String values, String counterName) {
    return Long.parseLong(counterName.substring(values.length() + INFIX.length()));
  }

  /**
   * The value that a share of all did not exceed.
   *
   * @param counts how many are in the bucket of each bound
   * @param share from 0 to 1
   * @return a bucket's bound; 0 if there are no values
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
