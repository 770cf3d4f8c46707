package io.vectorstream.pipeline.serving;

import io.vectorstream.metrics.LatencyBuckets;
import io.vectorstream.pipeline.report.Latencies;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.pipeline.report.StoreCalls;
import io.vectorstream.serve.Durations;
import io.vectorstream.serve.RunCounter;
import io.vectorstream.serve.RunFigures;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run's figures for whoever serves them. */
final class Figures {

  /**
   * Every sixth bucket, up to a quarter of an hour: each bound is less than twice the one before.
   */
  private static final int EVERY = 6;

  private static final int LAST = 144;

  private Figures() {}

  static RunFigures of(RunMetrics metrics, int restarts) {
    StoreCalls calls = metrics.storeCalls();
    Map<RunCounter, Long> counters = new EnumMap<>(RunCounter.class);
    counters.put(RunCounter.EVENTS_READ, metrics.read());
    counters.put(RunCounter.EVENTS_PARSED, metrics.parsed());
    counters.put(RunCounter.TEXTS_EMBEDDED, metrics.textsEmbedded());
    counters.put(RunCounter.CACHE_HITS, metrics.cacheHits());
    counters.put(RunCounter.DEVICES_LOST, metrics.devicesLost());
    counters.put(RunCounter.POINTS_WRITTEN, metrics.written());
    counters.put(RunCounter.POINTS_DELETED, metrics.deleted());
    counters.put(RunCounter.DELETIONS_WITHOUT_EFFECT, metrics.withoutEffect());
    counters.put(RunCounter.POINTS_SUPERSEDED, calls.superseded());
    counters.put(RunCounter.POINTS_REJECTED, calls.rejected());
    counters.put(RunCounter.WRITTEN_BYTES, calls.bytes());
    counters.put(RunCounter.CALLS_RETRIED, calls.retried());
    counters.put(RunCounter.PIPELINE_RESTARTS, (long) restarts);
    return new RunFigures(
        counters,
        metrics.finished(),
        metrics.letters(),
        durations(metrics.latencies()),
        durations(calls.durations()),
        calls.breaker());
  }

  /** The bounds are among those that are counted by, so that no count is an estimate. */
  static Durations durations(Latencies latencies) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (int index = 0; index <= LAST; index += EVERY) {
      counts.put(LatencyBuckets.bound(index), 0L);
    }
    long longer = 0;
    for (Map.Entry<Long, Long> counted : latencies.counts().entrySet()) {
      SortedMap<Long, Long> from = counts.tailMap(counted.getKey());
      if (from.isEmpty()) {
        longer += counted.getValue();
      } else {
        counts.merge(from.firstKey(), counted.getValue(), Long::sum);
      }
    }
    return new Durations(counts, longer, latencies.sum());
  }
}
