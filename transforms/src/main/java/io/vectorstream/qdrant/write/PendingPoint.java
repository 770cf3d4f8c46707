package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.point.EncodedPoint;
import io.vectorstream.qdrant.point.PointMessages;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An element, what is to become of its point, and where its outcome belongs.
 *
 * @param encoded the point as it is sent; for a deletion its id only
 * @param version tells which of two points of the same id is newer, for good; null if nothing does
 * @param order the same, but only among those that this process sees; null if nothing does
 */
public record PendingPoint<T>(
    T element,
    EncodedPoint encoded,
    boolean isDeletion,
    @Nullable Version version,
    @Nullable SourceOrder order,
    Instant timestamp,
    BoundedWindow window) {

  /** Which points can go in the same call. */
  record Call(boolean isDeletion, Version.@Nullable Kind kind) {}

  /**
   * What is to be sent for an element.
   *
   * @param order where the element stood in its source, or null if that does not matter
   * @param messages encodes the point
   * @param timestamp the element's, for its outcome
   * @param window the element's, for its outcome
   * @throws IllegalArgumentException if Qdrant would refuse the point, or it would do harm
   */
  public static <T> PendingPoint<T> of(
      T element,
      QdrantPoint point,
      @Nullable SourceOrder order,
      WriteSettings settings,
      PointMessages messages,
      Instant timestamp,
      BoundedWindow window) {
    String versionField = settings.versionField();
    Version version = null;
    QdrantPoint sent = point;
    if (point.isDeletion()) {
      if (versionField != null) {
        version = versionOfDeletion(point.payload(), versionField, settings.deletesSameVersion());
      }
    } else {
      VectorGuard.check(point, settings.collection());
      if (versionField != null) {
        version = Version.require(point.payload(), versionField);
        sent = point.withPayload(version.comparable(point.payload(), versionField));
      }
    }
    return new PendingPoint<>(
        element, messages.encode(sent), point.isDeletion(), version, order, timestamp, window);
  }

  private static @Nullable Version versionOfDeletion(
      Map<String, Value> payload, String field, boolean deletesSame) {
    if (!deletesSame) {
      return Version.find(payload, field).orElse(null);
    }
    return payload.isEmpty() ? null : Version.require(payload, field).behind();
  }

  /** The id of the point. */
  public PointId id() {
    return encoded.id();
  }

  int bytes() {
    return encoded.bytes().size();
  }

  Call call() {
    return new Call(isDeletion, version == null ? null : version.kind());
  }

  /** Whether this one stands for something newer than one of the same id that came later. */
  boolean isNewerThan(PendingPoint<T> later) {
    if (version != null && later.version != null && version.kind() == later.version.kind()) {
      return version.compareTo(later.version) > 0;
    }
    if (order == null || later.order == null) {
      return false;
    }
    if (isDeletion == later.isDeletion) {
      return order.isLaterThan(later.order);
    }
    return isDeletion ? order.deletes(later.order) : !later.order.deletes(order);
  }

  /** The same of another point: what is to become of it, and on what condition. */
  PendingPoint<T> of(EncodedPoint other) {
    return new PendingPoint<>(element, other, isDeletion, version, order, timestamp, window);
  }
}
