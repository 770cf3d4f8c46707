package io.vectorstream.qdrant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.qdrant.client.grpc.Common.PointId;
import java.time.Duration;

/**
 * The deletions and upserts of known order that this process has seen lately. A record and the one
 * that deletes it may take ways of different length through a pipeline; who remembers the one does
 * not let the other undo it. Safe for several threads.
 */
final class RecentChanges {

  private static final int REMEMBERED = 100_000;
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Cache<PointId, Long> deletions = memory();
  private final Cache<PointId, Long> upserts = memory();

  private static Cache<PointId, Long> memory() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();
  }

  /** Remembers a deletion, which may not have reached Qdrant yet. */
  void deletionCame(PendingPoint<?> deletion) {
    remember(deletions, deletion);
  }

  /** Remembers that a point is stored. */
  void wasWritten(PendingPoint<?> point) {
    remember(upserts, point);
  }

  private static void remember(Cache<PointId, Long> changes, PendingPoint<?> point) {
    if (point.order() != null) {
      changes.asMap().merge(point.id(), point.order(), Math::max);
    }
  }

  /** Whether a later record has deleted this point, or written anew what this one deletes. */
  boolean outlived(PendingPoint<?> point) {
    if (point.order() == null) {
      return false;
    }
    Long later = (point.isDeletion() ? upserts : deletions).getIfPresent(point.id());
    return later != null && later > point.order();
  }
}
