package io.vectorstream.qdrant.write;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.qdrant.client.ValueFactory;
import io.vectorstream.qdrant.FakeTime;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.PointMessages;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.shared.OutageLog;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Points for tests of what happens on the way to Qdrant. */
final class TestPoints {

  /** Longer than any test waits for ids that others have under way. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestPoints() {}

  private static final class UnheardCalls implements CallListener {

    @Override
    public void acknowledged(int points, long bytes, Duration latency) {}

    @Override
    public void retried() {}
  }

  /** An upsert of a point with a vector of one component. */
  static PendingPoint<String> upsert(String element, long id) {
    return pending(element, QdrantPoint.withId(id).withVector(new float[] {1}), null, null);
  }

  /** An upsert whose order among those of the same id is known. */
  static PendingPoint<String> ordered(String element, long id, long position) {
    return orderedAt(element, id, at(position));
  }

  /** An upsert of a record that stood there. */
  static PendingPoint<String> orderedAt(String element, long id, SourceOrder order) {
    return pending(element, QdrantPoint.withId(id).withVector(new float[] {1}), null, order);
  }

  /** The place of a record in a partition whose times say nothing. */
  static SourceOrder at(long position) {
    return new SourceOrder("topic", 0, position, 0);
  }

  /** An upsert of a version, which its payload has as {@code version}. */
  static PendingPoint<String> versioned(String element, long id, double version) {
    return pending(
        element,
        QdrantPoint.withId(id)
            .withVector(new float[] {1})
            .withPayload(Map.of("version", ValueFactory.value(version))),
        new Version(version, null),
        null);
  }

  /** A deletion. */
  static PendingPoint<String> deletion(String element, long id, @Nullable Long position) {
    return deletionAt(element, id, position == null ? null : at(position));
  }

  /** The deletion by a record that stood there. */
  static PendingPoint<String> deletionAt(String element, long id, @Nullable SourceOrder order) {
    return pending(element, QdrantPoint.withId(id).deleted(), null, order);
  }

  /** The writing of points whose vectors have one component, on top of a fake. */
  static NewestWinsWriter<String> writer(
      PointClient qdrant, FakeTime time, WriteHistory history, @Nullable String versionField) {
    Retrier retrier =
        new Retrier(
            CircuitBreaker.ofDefaults("test"),
            new OutageLog(LoggerFactory.getLogger("test"), "Qdrant"),
            Duration.ofSeconds(60),
            () -> {},
            () -> {},
            time,
            time);
    PointSender<String> sender = new PointSender<>(qdrant, retrier, history, versionField);
    ProbePoint probe = new ProbePoint(CollectionSpec.of("test", VectorSpec.of(1)));
    return new NewestWinsWriter<>(
        sender,
        new BatchDelivery<>(sender, retrier, history, probe, new UnheardCalls()),
        retrier,
        history);
  }

  /** The writing of a bundle on top of a fake, with up to four calls under way. */
  static BundleWriter<String> bundleWriter(
      PointClient qdrant,
      WriteHistory history,
      @Nullable String versionField,
      Duration patience,
      int batchSize,
      long batchBytes,
      Outcomes<String> outcomes) {
    return new BundleWriter<>(
        writer(qdrant, new FakeTime(), history, versionField),
        history.changes(),
        history.underWay(),
        patience,
        batchSize,
        batchBytes,
        4,
        outcomes);
  }

  private static PendingPoint<String> pending(
      String element, QdrantPoint point, @Nullable Version version, @Nullable SourceOrder order) {
    return new PendingPoint<>(
        element,
        new PointMessages().encode(point),
        point.isDeletion(),
        version,
        order,
        Instant.EPOCH,
        GlobalWindow.INSTANCE);
  }
}
