package io.vectorstream.pipeline.serving;

import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.pipeline.report.StoreCalls;
import io.vectorstream.serve.RunCounter;
import io.vectorstream.serve.RunFigures;
import java.util.EnumMap;
import java.util.Map;

/** A run's figures for whoever serves them. */
final class Figures {

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
        metrics.latencies(),
        calls.durations(),
        calls.sizes(),
        metrics.parsing(),
        metrics.embedding(),
        metrics.embeddingSizes(),
        calls.newest(),
        calls.breaker());
  }
}
