package io.vectorstream.qdrant.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.point.SourceOrder;
import java.time.Duration;

/**
 * The deletions and upserts of known order that this process has made lately. Records of the same
 * id may overtake each other in a pipeline; this keeps an earlier one from undoing a later one.
 * Safe for several threads.
 */
final class RecentChanges {

  private static final int REMEMBERED = 100_000;

  /** How long a change is remembered. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final Cache<PointId, SourceOrder> deletions = memory();
  private final Cache<PointId, SourceOrder> upserts = memory();

  private static Cache<PointId, SourceOrder> memory() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();
  }

  /** Remembers that a point is stored, or deleted. */
  void wasApplied(PendingPoint<?> point) {
    if (point.order() != null) {
      (point.isDeletion() ? deletions : upserts)
          .asMap()
          .merge(
              point.id(),
              point.order(),
              (before, order) -> order.isLaterThan(before) ? order : before);
    }
  }

  /** Whether a later record has deleted this point or written it again. */
  boolean isSuperseded(PendingPoint<?> point) {
    SourceOrder order = point.order();
    if (order == null) {
      return false;
    }
    SourceOrder upsert = upserts.getIfPresent(point.id());
    if (point.isDeletion()) {
      return upsert != null && !order.deletes(upsert);
    }
    SourceOrder deletion = deletions.getIfPresent(point.id());
    return (deletion != null && deletion.deletes(order))
        || (upsert != null && point.version() == null && upsert.isLaterThan(order));
  }
}
