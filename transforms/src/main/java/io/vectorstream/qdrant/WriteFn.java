package io.vectorstream.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.metrics.LatencyMetric;
import io.vectorstream.shared.SharedResources;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the points, has them written, and emits each element when its fate is known. */
final class WriteFn<T> extends DoFn<T, Rejected<T>> {

  private static final long serialVersionUID = 1L;

  /** One connection for each collection in the process. */
  private static final SharedResources<Target, QdrantCollection> COLLECTIONS =
      new SharedResources<>(java.time.Duration.ofMinutes(1));

  private static final Duration FIRST_PAUSE = Duration.millis(200);
  private static final Duration LONGEST_PAUSE = Duration.standardSeconds(10);

  private final QdrantIO.Write<T> spec;
  private final TupleTag<T> writtenTag;
  private final Counter written =
      Metrics.counter(QdrantIO.class, QdrantIO.POINTS_WRITTEN.getName());
  private final Counter rejected =
      Metrics.counter(QdrantIO.class, QdrantIO.POINTS_REJECTED.getName());
  private final Counter retries = Metrics.counter(QdrantIO.class, QdrantIO.RETRIES.getName());

  private final Distribution acknowledgedAt =
      Metrics.distribution(QdrantIO.class, QdrantIO.ACKNOWLEDGED_AT.getName());
  private final LatencyMetric latency = new LatencyMetric(QdrantIO.class);

  private transient SharedResources.Lease<QdrantCollection> collection;
  private transient BundleWriter<T> writer;
  private transient Deque<Outcome<T>> outcomes;

  /**
   * Writes as specified.
   *
   * @param writtenTag where written elements are emitted, if the specification asks for that
   */
  WriteFn(QdrantIO.Write<T> spec, TupleTag<T> writtenTag) {
    this.spec = spec;
    this.writtenTag = writtenTag;
  }

  private record Target(
      QdrantConnection connection,
      String collection,
      int vectorSize,
      Map<String, Value> metadata) {}

  /** A point's fate, to be emitted in the window its element came in. */
  private record Outcome<T>(PendingPoint<T> pending, @Nullable Throwable refusal) {

    Rejected<T> rejection() {
      return Rejected.of(pending.element(), refusal);
    }
  }

  @Setup
  public void open() {
    collection =
        COLLECTIONS.acquire(
            new Target(
                spec.connection(), spec.collection(), spec.vectorSize(), spec.collectionMetadata()),
            target ->
                QdrantCollection.open(
                    target.connection(),
                    target.collection(),
                    target.vectorSize(),
                    target.metadata()));
  }

  @StartBundle
  public void startBundle() {
    outcomes = new ArrayDeque<>();
    FluentBackoff backoff =
        FluentBackoff.DEFAULT
            .withInitialBackoff(FIRST_PAUSE)
            .withMaxBackoff(LONGEST_PAUSE)
            .withMaxCumulativeBackoff(Duration.millis(spec.maxOutage().toMillis()));
    BatchUpsert batchUpsert =
        new BatchUpsert(collection.get(), backoff, Sleeper.DEFAULT, retries::inc);
    writer =
        new BundleWriter<>(
            collection.get(), batchUpsert, spec.batchSize(), spec.maxInFlight(), collector());
  }

  @ProcessElement
  public void write(
      @Element T element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<Rejected<T>> rejections,
      MultiOutputReceiver outputs)
      throws IOException, InterruptedException {
    QdrantPoint point;
    try {
      point = spec.pointFunction().apply(element);
      VectorGuard.check(point.vector(), spec.vectorSize());
    } catch (IllegalArgumentException e) {
      rejected.inc();
      rejections.output(Rejected.of(element, e));
      return;
    }
    writer.add(new PendingPoint<>(element, point.toStruct(), timestamp, window));
    // Only into the window at hand; what belongs elsewhere waits for the bundle's end.
    while (!outcomes.isEmpty() && outcomes.peek().pending().window().equals(window)) {
      Outcome<T> outcome = outcomes.remove();
      if (outcome.refusal() == null) {
        outputs
            .get(writtenTag)
            .outputWithTimestamp(outcome.pending().element(), outcome.pending().timestamp());
      } else {
        rejections.outputWithTimestamp(outcome.rejection(), outcome.pending().timestamp());
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
    writer.finish();
    for (Outcome<T> outcome : outcomes) {
      PendingPoint<T> pending = outcome.pending();
      if (outcome.refusal() == null) {
        context.output(writtenTag, pending.element(), pending.timestamp(), pending.window());
      } else {
        context.output(outcome.rejection(), pending.timestamp(), pending.window());
      }
    }
    outcomes.clear();
  }

  @Teardown
  public void close() {
    if (collection != null) {
      collection.close();
      collection = null;
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

  private BundleWriter.Outcomes<T> collector() {
    return new BundleWriter.Outcomes<>() {
      @Override
      public void written(PendingPoint<T> pending) {
        long now = System.currentTimeMillis();
        written.inc();
        acknowledgedAt.update(now);
        if (spec.startTime() != null) {
          latency.record(now - spec.startTime().apply(pending.element()));
        }
        if (spec.writtenOutput()) {
          outcomes.add(new Outcome<>(pending, null));
        }
      }

      @Override
      public void rejected(PendingPoint<T> pending, Throwable refusal) {
        rejected.inc();
        outcomes.add(new Outcome<>(pending, refusal));
      }
    };
  }
}
