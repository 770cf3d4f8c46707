package io.vectorstream.qdrant;

import io.qdrant.client.ValueFactory;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points for tests of what happens on the way to Qdrant. */
final class TestPoints {

  private TestPoints() {}

  /** An upsert of a point with a vector of one component. */
  static PendingPoint<String> upsert(String element, long id) {
    return pending(element, QdrantPoint.withId(id).withVector(new float[] {1}), null, null);
  }

  /** An upsert whose order among those of the same id is known. */
  static PendingPoint<String> ordered(String element, long id, long order) {
    return pending(element, QdrantPoint.withId(id).withVector(new float[] {1}), null, order);
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
  static PendingPoint<String> deletion(String element, long id, @Nullable Long order) {
    return pending(element, QdrantPoint.withId(id).deleted(), null, order);
  }

  private static PendingPoint<String> pending(
      String element, QdrantPoint point, @Nullable Version version, @Nullable Long order) {
    return new PendingPoint<>(
        element,
        point.toStruct(),
        point.isDeletion(),
        version,
        order,
        Instant.EPOCH,
        GlobalWindow.INSTANCE);
  }
}
