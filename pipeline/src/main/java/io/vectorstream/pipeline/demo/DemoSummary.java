package io.vectorstream.pipeline.demo;

import io.vectorstream.pipeline.report.LetterReasons;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.search.EventSearch;
import io.vectorstream.search.Hit;
import io.vectorstream.search.SearchFilter;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells in words what a run did, and lets the reader see what can be found now. */
public final class DemoSummary {

  private static final List<String> QUERIES =
      List.of(
          "warm clothes for winter", "a gift for somebody who loves coffee", "kablosuz kulaklık");

  private static final int HITS = 3;

  private final PrintStream out;

  /** A summary printed to a stream. */
  public DemoSummary(PrintStream out) {
    this.out = out;
  }

  /** Prints counts by outcome, the rate and the latencies. */
  public void print(RunMetrics metrics) {
    out.printf(Locale.ROOT, "%nRead %,d events from Kafka:%n", metrics.read());
    out.printf(Locale.ROOT, "  %,10d stored in Qdrant%n", metrics.written());
    out.printf(Locale.ROOT, "  %,10d dead letters%n", metrics.deadLettered());
    LetterReasons.sentence(metrics).ifPresent(sentence -> out.println(sentence + "."));
    out.printf(
        Locale.ROOT,
        "Embedded %,d texts; %,d events had theirs from the cache.%n",
        metrics.textsEmbedded(),
        metrics.cacheHits());
    out.printf(
        Locale.ROOT,
        "Took %.1f s from the first read to the last acknowledgement: %,.0f events/s.%n",
        metrics.elapsed().toMillis() / 1000.0,
        metrics.eventsPerSecond());
    RunMetrics.Latency latency = metrics.latency();
    out.printf(
        Locale.ROOT,
        "From Kafka to searchable: p50 %,d ms, p95 %,d ms, p99 %,d ms, longest %,d ms.%n",
        latency.p50(),
        latency.p95(),
        latency.p99(),
        latency.max());
  }

  /** Searches for three things, and prints the best hits. */
  public void printSearches(EventSearch search) {
    for (String query : QUERIES) {
      out.printf("%nSearch for \"%s\":%n", query);
      for (Hit hit : search.search(query, SearchFilter.all(), HITS, true)) {
        String category = hit.category().isEmpty() ? "" : " (" + hit.category() + ")";
        out.printf(Locale.ROOT, "  %.3f  %s%s%n", hit.score(), hit.title(), category);
      }
    }
  }
}
