package io.vectorstream.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vectorstream.metrics.Histogram;
import io.vectorstream.metrics.HistogramBuckets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WideBucketsTest {

  @Test
  void bucketsAreCountedIntoWiderOnesWithoutLosingAny() {
    long last = HistogramBuckets.bound(144);
    Map<Long, Long> counts = Map.of(1L, 4L, 2L, 3L, 3L, 2L, 4L, 1L, last * 2, 5L);

    HistogramDataPointSnapshot histogram =
        WideBuckets.ofMillis("x", "X", new Histogram(new TreeMap<>(counts), last * 2, 99))
            .getDataPoints()
            .get(0);

    Map<Double, Long> wide = new HashMap<>();
    for (ClassicHistogramBucket bucket : histogram.getClassicBuckets()) {
      wide.put(bucket.getUpperBound(), bucket.getCount());
    }
    assertThat(wide)
        .containsEntry(0.001, 4L)
        .containsEntry(0.003, 5L)
        .containsEntry(0.005, 1L)
        .containsEntry(last / 1_000.0, 0L)
        .containsEntry(Double.POSITIVE_INFINITY, 5L);
    assertThat(histogram.getSum()).isEqualTo(0.099);
  }

  @Test
  void microsecondsAreSecondsToo() {
    HistogramDataPointSnapshot histogram =
        WideBuckets.ofMicros("x", "X", new Histogram(new TreeMap<>(Map.of(30L, 7L)), 30, 200))
            .getDataPoints()
            .get(0);

    assertThat(histogram.getSum()).isEqualTo(0.0002);
    for (ClassicHistogramBucket bucket : histogram.getClassicBuckets()) {
      assertThat(bucket.getCount()).isEqualTo(bucket.getUpperBound() == 0.00003 ? 7 : 0);
    }
  }
}
