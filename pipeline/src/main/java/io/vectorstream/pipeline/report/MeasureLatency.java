package io.vectorstream.pipeline.report;

import io.vectorstream.embedding.EmbeddedEvent;
import java.util.Arrays;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Measures how long each event took from its Kafka record's timestamp to Qdrant's acknowledgement,
 * as metrics.
 */
public final class MeasureLatency extends PTransform<PCollection<EmbeddedEvent>, PDone> {

  private static final long serialVersionUID = 1L;

  /** When events were acknowledged, in milliseconds since the epoch. */
  static final MetricName ACKNOWLEDGED_AT =
      MetricName.named(MeasureLatency.class, "acknowledged_at_millis");

  /** How long events took, in milliseconds. */
  static final MetricName LATENCY = MetricName.named(MeasureLatency.class, "latency_ms");

  private MeasureLatency() {}

  /** The transform; it has no settings. */
  public static MeasureLatency create() {
    return new MeasureLatency();
  }

  @Override
  public PDone expand(PCollection<EmbeddedEvent> written) {
    written.apply("Measure", ParDo.of(new MeasureFn()));
    return PDone.in(written.getPipeline());
  }

  private static final class MeasureFn extends DoFn<EmbeddedEvent, Void> {

    private static final long serialVersionUID = 1L;

    private final Distribution acknowledgedAt =
        Metrics.distribution(MeasureLatency.class, ACKNOWLEDGED_AT.getName());
    private final Distribution latency =
        Metrics.distribution(MeasureLatency.class, LATENCY.getName());
    private transient Counter[] buckets;

    @Setup
    public void setup() {
      buckets = new Counter[0];
    }

    @ProcessElement
    public void measure(@Element EmbeddedEvent event) {
      long now = System.currentTimeMillis();
      // Clocks of machines differ; a latency below zero is one of zero.
      long millis = Math.max(0, now - event.event().source().timestampMillis());
      acknowledgedAt.update(now);
      latency.update(millis);
      bucket(LatencyBuckets.index(millis)).inc();
    }

    private Counter bucket(int index) {
      if (index >= buckets.length) {
        buckets = Arrays.copyOf(buckets, index + 16);
      }
      if (buckets[index] == null) {
        buckets[index] = Metrics.counter(MeasureLatency.class, LatencyBuckets.counterName(index));
      }
      return buckets[index];
    }
  }
}
