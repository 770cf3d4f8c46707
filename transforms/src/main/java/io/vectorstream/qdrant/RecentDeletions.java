package io.vectorstream.qdrant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.qdrant.client.grpc.Common.PointId;
import java.time.Duration;

/**
 * The deletions that this process has seen lately. A record and the one that deletes it may take
 * ways of different length through a pipeline; who remembers the deletion does not let the record
 * come back after it. Safe for several threads.
 */
final class RecentDeletions {

  private static final int REMEMBERED = 100_000;
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Cache<PointId, Long> orders =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  /** Remembers a deletion, which takes effect from now on. */
  void add(PendingPoint<?> deletion) {
    if (deletion.order() != null) {
      orders.asMap().merge(deletion.id(), deletion.order(), Math::max);
    }
  }

  /** Whether a point was deleted by a record after the one it comes from. */
  boolean outlived(PendingPoint<?> point) {
    if (point.isDeletion() || point.order() == null) {
      return false;
    }
    Long deleted = orders.getIfPresent(point.id());
    return deleted != null && deleted > point.order();
  }
}
