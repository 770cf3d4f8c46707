package io.vectorstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HistogramBucketsTest {

  @Test
  void aValueIsInTheFirstBucketWhoseBoundIsNotBelowIt() {
    for (long value = 0; value <= 100_000; value++) {
      int index = HistogramBuckets.index(value);
      assertThat(HistogramBuckets.bound(index)).isGreaterThanOrEqualTo(value);
      if (index > 0) {
        assertThat(HistogramBuckets.bound(index - 1)).isLessThan(Math.max(1, value));
      }
      if (value > 10) {
        assertThat(HistogramBuckets.bound(index)).isLessThanOrEqualTo((long) (value * 1.1));
      }
    }
  }

  @Test
  void aBoundComesBackFromACountersName() {
    String name = HistogramBuckets.counterName("latency_ms", 50);

    assertThat(HistogramBuckets.isCounterName("latency_ms", name)).isTrue();
    assertThat(HistogramBuckets.boundOf("latency_ms", name)).isEqualTo(HistogramBuckets.bound(50));
    assertThat(HistogramBuckets.isCounterName("latency_ms", "latency_ms")).isFalse();
  }

  @Test
  void percentilesAreBoundsOfBuckets() {
    SortedMap<Long, Long> counts = new TreeMap<>(Map.of(10L, 50L, 20L, 45L, 400L, 4L, 900L, 1L));

    assertThat(HistogramBuckets.percentile(counts, 0.50)).isEqualTo(10);
    assertThat(HistogramBuckets.percentile(counts, 0.51)).isEqualTo(20);
    assertThat(HistogramBuckets.percentile(counts, 0.95)).isEqualTo(20);
    assertThat(HistogramBuckets.percentile(counts, 0.99)).isEqualTo(400);
    assertThat(HistogramBuckets.percentile(counts, 1)).isEqualTo(900);
    assertThat(HistogramBuckets.percentile(new TreeMap<>(), 0.5)).isZero();
  }
}
