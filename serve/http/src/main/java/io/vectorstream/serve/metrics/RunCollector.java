package io.vectorstream.serve.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.serve.ModelFacts;
import io.vectorstream.serve.PartitionProgress;
import io.vectorstream.serve.RunCounter;
import io.vectorstream.serve.RunFigures;
import io.vectorstream.serve.RunView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A run's figures, all of one moment, under the names that Prometheus knows them by. */
final class RunCollector implements MultiCollector {

  private static final String PREFIX = "vectorstream_";

  private final RunView run;
  private final Supplier<Optional<Boolean>> storeIsUp;
  private final InstantSource clock;

  RunCollector(RunView run, Supplier<Optional<Boolean>> storeIsUp, InstantSource clock) {
    this.run = run;
    this.storeIsUp = storeIsUp;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    RunFigures figures = run.figures();
    figures.counters().forEach((counter, value) -> all.metricSnapshot(counter(counter, value)));
    all.metricSnapshot(deadLettered(figures.deadLettered()));
    all.metricSnapshot(
        WideBuckets.ofMillis(
            PREFIX + "event_latency_seconds",
            "From the Kafka record's timestamp to the store's acknowledgement",
            figures.latency()));
    all.metricSnapshot(
        WideBuckets.ofMillis(
            PREFIX + "store_call_seconds", "Acknowledged calls to the store", figures.calls()));
    all.metricSnapshot(
        WideBuckets.of(
            PREFIX + "store_call_points",
            "Points of acknowledged calls to the store",
            figures.callSizes()));
    all.metricSnapshot(
        WideBuckets.ofMicros(PREFIX + "parse_seconds", "Events read", figures.parsing()));
    all.metricSnapshot(
        WideBuckets.ofMillis(
            PREFIX + "embed_batch_seconds", "Batches of texts embedded", figures.embedding()));
    all.metricSnapshot(
        WideBuckets.of(
            PREFIX + "embed_batch_texts",
            "Distinct texts of embedded batches",
            figures.embeddingSizes()));
    if (figures.newest() > 0) {
      all.metricSnapshot(
          gauge(
              "freshness_seconds",
              "Age of the newest event that is stored",
              seconds(figures.newest())));
    }
    storeIsUp
        .get()
        .ifPresent(
            up ->
                all.metricSnapshot(
                    gauge("store_up", "Whether the store answers: 1 if it does", up ? 1 : 0)));
    all.metricSnapshot(
        gauge(
            "store_breaker_state",
            "Circuit breaker to the store: 0 closed, 1 half open, 2 open",
            figures.breaker()));
    addPartitions(run.partitions(), all);
    all.metricSnapshot(info());
    return all.build();
  }

  /** An event may come from a clock that is ahead of this one. */
  private double seconds(long newest) {
    return Math.max(0, clock.millis() - newest) / 1_000.0;
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static CounterSnapshot counter(RunCounter counter, long value) {
    return CounterSnapshot.builder()
        .name(PREFIX + name(counter))
        .help(help(counter))
        .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  /** Without {@code _total}, which is added. */
  private static String name(RunCounter counter) {
    return switch (counter) {
      case EVENTS_READ -> "events_read";
      case EVENTS_PARSED -> "events_parsed";
      case TEXTS_EMBEDDED -> "texts_embedded";
      case CACHE_HITS -> "embedding_cache_hits";
      case DEVICES_LOST -> "devices_lost";
      case POINTS_WRITTEN -> "points_written";
      case POINTS_DELETED -> "points_deleted";
      case DELETIONS_WITHOUT_EFFECT -> "deletions_without_effect";
      case POINTS_SUPERSEDED -> "points_superseded";
      case POINTS_REJECTED -> "points_rejected";
      case WRITTEN_BYTES -> "store_written_bytes";
      case CALLS_RETRIED -> "store_calls_retried";
      case PIPELINE_RESTARTS -> "pipeline_restarts";
    };
  }

  private static String help(RunCounter counter) {
    return switch (counter) {
      case EVENTS_READ -> "Events read from Kafka";
      case EVENTS_PARSED -> "Events that could be read as such";
      case TEXTS_EMBEDDED -> "Texts that went through the model";
      case CACHE_HITS -> "Events whose vector was there already";
      case DEVICES_LOST -> "Graphics cards that stopped working";
      case POINTS_WRITTEN ->
          "Events whose point, or a newer one of the same id, the store has acknowledged";
      case POINTS_DELETED -> "Tombstones that have taken a point away";
      case DELETIONS_WITHOUT_EFFECT -> "Tombstones that had nothing to delete";
      case POINTS_SUPERSEDED -> "Points and deletions that a newer one of the same id superseded";
      case POINTS_REJECTED -> "Points that the store did not take";
      case WRITTEN_BYTES -> "Bytes of the points in acknowledged calls to the store";
      case CALLS_RETRIED -> "Calls to the store that were made again after a failure";
      case PIPELINE_RESTARTS -> "Pipelines after the first one of the run";
    };
  }

  private static CounterSnapshot deadLettered(Map<LetterKind, Long> byKind) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name(PREFIX + "events_dead_lettered")
            .help("Events that are dead letters, by the stage that failed on them and why");
    byKind.forEach(
        (kind, count) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("stage", kind.stage(), "reason", kind.reason()))
                    .value(count)
                    .build()));
    return counter.build();
  }

  private static void addPartitions(
      List<PartitionProgress> partitions, MetricSnapshots.Builder all) {
    GaugeSnapshot.Builder committed =
        GaugeSnapshot.builder()
            .name(PREFIX + "consumer_committed_offset")
            .help("The offset that the consumer group has committed");
    GaugeSnapshot.Builder lag =
        GaugeSnapshot.builder()
            .name(PREFIX + "consumer_lag_offsets")
            .help("Offsets between the committed one and the end of the partition");
    for (PartitionProgress partition : partitions) {
      Labels labels =
          Labels.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
      committed.dataPoint(point(labels, partition.committed()));
      partition.lag().ifPresent(offsets -> lag.dataPoint(point(labels, offsets)));
    }
    all.metricSnapshot(committed.build());
    all.metricSnapshot(lag.build());
  }

  private static GaugeDataPointSnapshot point(Labels labels, long value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private InfoSnapshot info() {
    ModelFacts model = run.model().orElse(new ModelFacts("", "", ""));
    return InfoSnapshot.builder()
        .name(PREFIX + "run")
        .help("What runs")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "version", run.version(),
                        "runner", run.runner(),
                        "model", model.name(),
                        "device", model.device(),
                        "precision", model.precision()))
                .build())
        .build();
  }
}
