package io.vectorstream.qdrant;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.vectorstream.metrics.HistogramMetric;
import io.vectorstream.qdrant.write.CallListener;
import java.io.Serializable;
import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;

/** The figures of {@link QdrantIO}, within a DoFn. */
final class WriteMetrics implements CallListener, Serializable {

  private static final long serialVersionUID = 1L;

  private final Counter written = counter(QdrantIO.POINTS_WRITTEN);
  private final Counter deleted = counter(QdrantIO.POINTS_DELETED);
  private final Counter withoutEffect = counter(QdrantIO.DELETIONS_WITHOUT_EFFECT);
  private final Counter superseded = counter(QdrantIO.POINTS_SUPERSEDED);
  private final Counter rejected = counter(QdrantIO.POINTS_REJECTED);
  private final Counter bytes = counter(QdrantIO.BYTES_WRITTEN);
  private final Counter retries = counter(QdrantIO.RETRIES);
  private final Gauge breakerState =
      Metrics.gauge(QdrantIO.class, QdrantIO.BREAKER_STATE.getName());
  private final HistogramMetric batchSize =
      new HistogramMetric(QdrantIO.class, QdrantIO.BATCH_SIZE.getName());
  private final HistogramMetric callLatency =
      new HistogramMetric(QdrantIO.class, QdrantIO.WRITE_LATENCY.getName());
  private final Distribution acknowledgedAt =
      Metrics.distribution(QdrantIO.class, QdrantIO.ACKNOWLEDGED_AT.getName());

  private static Counter counter(MetricName name) {
    return Metrics.counter(QdrantIO.class, name.getName());
  }

  void upserted() {
    written.inc();
  }

  void deleted() {
    deleted.inc();
  }

  /** A deletion had nothing to delete. */
  void withoutEffect() {
    withoutEffect.inc();
  }

  void superseded() {
    superseded.inc();
  }

  void rejected() {
    rejected.inc();
  }

  /** When the fate of a point became known that was not rejected. */
  void acknowledgedAt(long millis) {
    acknowledgedAt.update(millis);
  }

  @Override
  public void acknowledged(int points, long callBytes, Duration latency) {
    batchSize.record(points);
    bytes.inc(callBytes);
    callLatency.record(latency.toMillis());
  }

  @Override
  public void retried() {
    retries.inc();
  }

  /** 0 when calls go through, 1 when some are tried, 2 when none do. */
  void breaker(CircuitBreaker.State state) {
    breakerState.set(
        switch (state) {
          case OPEN, FORCED_OPEN -> 2;
          case HALF_OPEN -> 1;
          default -> 0;
        });
  }
}
