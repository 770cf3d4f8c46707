package io.vectorstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LatencyBucketsTest {

  @Test
  void aLatencyIsInTheFirstBucketWhoseBoundIsNotBelowIt() {
    for (long millis = 0; millis <= 100_000; millis++) {
      int index = LatencyBuckets.index(millis);
      assertThat(LatencyBuckets.bound(index)).isGreaterThanOrEqualTo(millis);
      if (index > 0) {
        assertThat(LatencyBuckets.bound(index - 1)).isLessThan(Math.max(1, millis));
      }
      if (millis > 10) {
        assertThat(LatencyBuckets.bound(index)).isLessThanOrEqualTo((long) (millis * 1.1));
      }
    }
  }

  @Test
  void aBoundComesBackFromACountersName() {
    String name = LatencyBuckets.counterName("latency_ms", 50);

    assertThat(LatencyBuckets.isCounterName("latency_ms", name)).isTrue();
    assertThat(LatencyBuckets.boundOf("latency_ms", name)).isEqualTo(LatencyBuckets.bound(50));
    assertThat(LatencyBuckets.isCounterName("latency_ms", "latency_ms")).isFalse();
  }

  @Test
  void percentilesAreBoundsOfBuckets() {
    SortedMap<Long, Long> counts = new TreeMap<>(Map.of(10L, 50L, 20L, 45L, 400L, 4L, 900L, 1L));

    assertThat(LatencyBuckets.percentile(counts, 0.50)).isEqualTo(10);
    assertThat(LatencyBuckets.percentile(counts, 0.51)).isEqualTo(20);
    assertThat(LatencyBuckets.percentile(counts, 0.95)).isEqualTo(20);
    assertThat(LatencyBuckets.percentile(counts, 0.99)).isEqualTo(400);
    assertThat(LatencyBuckets.percentile(counts, 1)).isEqualTo(900);
    assertThat(LatencyBuckets.percentile(new TreeMap<>(), 0.5)).isZero();
  }
}
