package io.vectorstream.pipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.metrics.LatencyBuckets;
import io.vectorstream.pipeline.report.Latencies;
import io.vectorstream.serve.Durations;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FiguresTest {

  @Test
  void bucketsAreCountedIntoWiderOnesWithoutLosingAny() {
    long last = LatencyBuckets.bound(144);
    Map<Long, Long> counts = Map.of(1L, 4L, 2L, 3L, 3L, 2L, 4L, 1L, last * 2, 5L);

    Durations durations = Figures.durations(new Latencies(new TreeMap<>(counts), last * 2, 99));

    assertThat(durations.counts())
        .containsEntry(1L, 4L)
        .containsEntry(3L, 5L)
        .containsEntry(5L, 1L)
        .containsEntry(last, 0L);
    assertThat(durations.longer()).isEqualTo(5);
    assertThat(durations.sumMillis()).isEqualTo(99);
  }
}
