package io.vectorstream.serve.live;

import io.vectorstream.metrics.Histogram;
import io.vectorstream.serve.PartitionProgress;
import io.vectorstream.serve.RunCounter;
import io.vectorstream.serve.RunFigures;
import io.vectorstream.serve.RunView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Looks at a run again and again, and remembers what it saw. Used by one thread. */
final class Sampler {

  /** How many samples are remembered: a quarter of an hour of one a second. */
  private static final int REMEMBERED = 900;

  /** Over how many samples a rate is taken: figures come in steps, twice a second at best. */
  private static final int RATE_SAMPLES = 5;

  /** Over how many samples percentiles are taken. */
  private static final int LATENCY_SAMPLES = 10;

  /** What was done by a moment. */
  private record Done(long at, long finished, Histogram latency) {}

  private final RunView run;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Deque<Done> recent = new ArrayDeque<>();

  Sampler(RunView run) {
    this.run = run;
  }

  /**
   * Looks at the run.
   *
   * @param now milliseconds since 1970
   */
  Sample look(long now) {
    RunFigures figures = run.figures();
    Done done = new Done(now, figures.finished(), figures.latency());
    recent.addLast(done);
    if (recent.size() > LATENCY_SAMPLES + 1) {
      recent.removeFirst();
    }
    Histogram latest = done.latency().since(recent.getFirst().latency());
    Sample sample =
        new Sample(
            now,
            figures.counters().get(RunCounter.EVENTS_READ),
            figures.counters().get(RunCounter.POINTS_WRITTEN),
            figures.counters().get(RunCounter.POINTS_DELETED)
                + figures.counters().get(RunCounter.DELETIONS_WITHOUT_EFFECT),
            figures.deadLettered().values().stream().mapToLong(Long::longValue).sum(),
            figures.counters().get(RunCounter.TEXTS_EMBEDDED),
            figures.counters().get(RunCounter.CACHE_HITS),
            lag(run.partitions()),
            rate(done),
            percentile(latest, 0.5),
            percentile(latest, 0.99));
    samples.addLast(sample);
    if (samples.size() > REMEMBERED) {
      samples.removeFirst();
    }
    return sample;
  }

  /** What was seen, oldest first. */
  List<Sample> remembered() {
    return List.copyOf(samples);
  }

  private double rate(Done now) {
    Done then =
        recent.stream().skip(Math.max(0, recent.size() - 1 - RATE_SAMPLES)).findFirst().orElse(now);
    long millis = now.at() - then.at();
    return millis <= 0 ? 0 : 1_000.0 * (now.finished() - then.finished()) / millis;
  }

  private static long percentile(Histogram latencies, double share) {
    return latencies.counts().values().stream().anyMatch(count -> count > 0)
        ? latencies.percentile(share)
        : -1;
  }

  private static long lag(List<PartitionProgress> partitions) {
    if (partitions.isEmpty()
        || partitions.stream().anyMatch(partition -> partition.lag().isEmpty())) {
      return -1;
    }
    return partitions.stream().mapToLong(partition -> partition.lag().getAsLong()).sum();
  }
}
