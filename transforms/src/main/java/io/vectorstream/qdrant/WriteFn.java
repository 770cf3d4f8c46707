package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.metrics.HistogramMetric;
import io.vectorstream.qdrant.point.PointMessages;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.qdrant.write.BundleWriter;
import io.vectorstream.qdrant.write.Outcomes;
import io.vectorstream.qdrant.write.PendingPoint;
import io.vectorstream.qdrant.write.WriteSession;
import io.vectorstream.qdrant.write.WriteSettings;
import io.vectorstream.shared.SharedResources;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the points, writes them, and emits what became of each element when it is known. */
final class WriteFn<T> extends DoFn<T, Rejected<T>> {

  private static final long serialVersionUID = 1L;

  private final QdrantIO.Write<T> spec;
  private final TupleTag<PointId> writtenTag;
  private final WriteMetrics metrics = new WriteMetrics();
  private final Distribution startedAt =
      Metrics.distribution(QdrantIO.class, QdrantIO.STARTED_AT.getName());
  private final HistogramMetric latency =
      new HistogramMetric(QdrantIO.class, QdrantIO.LATENCY.getName());

  private transient SharedResources.Lease<WriteSession> session;
  private transient WriteSettings settings;
  private transient BundleWriter<T> writer;
  private transient PointMessages messages;
  private transient Deque<Outcome<T>> outcomes;

  /**
   * Writes as specified.
   *
   * @param writtenTag where the ids of written points are emitted, if the specification asks for
   *     that
   */
  WriteFn(QdrantIO.Write<T> spec, TupleTag<PointId> writtenTag) {
    this.spec = spec;
    this.writtenTag = writtenTag;
  }

  /** A point's fate, to be emitted in the window its element came in. */
  private record Outcome<T>(PendingPoint<T> pending, @Nullable Throwable refusal) {

    Rejected<T> rejection() {
      return Rejected.of(pending.element(), refusal);
    }
  }

  @Setup
  public void open() {
    session =
        WriteSession.acquire(
            spec.connection(), spec.collection(), spec.versionField() != null, spec.maxOutage());
    settings = spec.settings();
  }

  @StartBundle
  public void startBundle() {
    outcomes = new ArrayDeque<>();
    messages = new PointMessages();
    abandonBundle();
    writer = BundleWriter.of(session.get(), settings, metrics, new Collector());
  }

  @ProcessElement
  public void write(
      @Element T element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<Rejected<T>> rejections,
      MultiOutputReceiver outputs)
      throws IOException, InterruptedException {
    PendingPoint<T> pending;
    try {
      pending = pending(element, timestamp, window);
    } catch (IllegalArgumentException e) {
      metrics.rejected();
      rejections.output(Rejected.of(element, e));
      return;
    }
    writer.add(pending);
    // Only into the current window; outcomes of other windows wait for the end of the bundle.
    while (!outcomes.isEmpty() && outcomes.peek().pending().window().equals(window)) {
      Outcome<T> outcome = outcomes.remove();
      if (outcome.refusal() == null) {
        outputs
            .get(writtenTag)
            .outputWithTimestamp(outcome.pending().id(), outcome.pending().timestamp());
      } else {
        rejections.outputWithTimestamp(outcome.rejection(), outcome.pending().timestamp());
      }
    }
  }

  private PendingPoint<T> pending(T element, Instant timestamp, BoundedWindow window) {
    QdrantPoint point = spec.pointFunction().apply(element);
    SourceOrder order = spec.order() == null ? null : spec.order().apply(element);
    return PendingPoint.of(element, point, order, settings, messages, timestamp, window);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
    writer.finish();
    metrics.breaker(session.get().breaker().getState());
    for (Outcome<T> outcome : outcomes) {
      PendingPoint<T> pending = outcome.pending();
      if (outcome.refusal() == null) {
        context.output(writtenTag, pending.id(), pending.timestamp(), pending.window());
      } else {
        context.output(outcome.rejection(), pending.timestamp(), pending.window());
      }
    }
    outcomes.clear();
  }

  /** Clears away what a failed bundle has left. */
  private void abandonBundle() {
    if (writer != null) {
      writer.abandon();
      writer = null;
    }
  }

  @Teardown
  public void close() {
    abandonBundle();
    if (session != null) {
      session.close();
      session = null;
    }
  }

  /**
   * An element's outcome keeps the element's timestamp, which may lie before that of a later one.
   */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  /** Counts what became of the points, and keeps what has to be emitted. */
  private final class Collector implements Outcomes<T> {

    @Override
    public void written(PendingPoint<T> point) {
      metrics.upserted();
      settled(point);
    }

    @Override
    public void deleted(PendingPoint<T> point) {
      metrics.deleted();
      settled(point);
    }

    @Override
    public void absent(PendingPoint<T> deletion) {
      metrics.withoutEffect();
      settled(deletion);
    }

    @Override
    public void superseded(PendingPoint<T> point) {
      metrics.superseded();
      if (point.isDeletion()) {
        metrics.withoutEffect();
      } else {
        metrics.upserted();
      }
      settled(point);
    }

    private void settled(PendingPoint<T> point) {
      long now = System.currentTimeMillis();
      metrics.acknowledgedAt(now);
      if (spec.startTime() != null) {
        long start = spec.startTime().apply(point.element());
        latency.record(now - start);
        startedAt.update(start);
      }
      if (spec.acknowledged() != null) {
        spec.acknowledged().accept(point.element());
      }
      if (spec.writtenOutput()) {
        outcomes.add(new Outcome<>(point, null));
      }
    }

    @Override
    public void rejected(PendingPoint<T> point, Throwable refusal) {
      metrics.rejected();
      outcomes.add(new Outcome<>(point, refusal));
    }
  }
}
