package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.point.SourceOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The deletions and upserts of known order that this process has made lately. Records of the same
 * id may overtake each other in a pipeline; this keeps an earlier one from undoing a later one.
 * Safe for several threads.
 */
final class RecentChanges {

  /** How many deletions are remembered, and how many upserts. */
  static final int REMEMBERED = 100_000;

  /** How long a change is remembered. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private final Latest deletions = new Latest();
  private final Latest upserts = new Latest();

  RecentChanges(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Remembers that a point is stored, or deleted. */
  void wasApplied(PendingPoint<?> point) {
    if (point.order() != null) {
      (point.isDeletion() ? deletions : upserts)
          .add(point.id(), point.order(), nanoTime.getAsLong());
    }
  }

  /** Whether a later record has deleted this point or written it again. */
  boolean isSuperseded(PendingPoint<?> point) {
    SourceOrder order = point.order();
    if (order == null) {
      return false;
    }
    long now = nanoTime.getAsLong();
    SourceOrder upsert = upserts.get(point.id(), now);
    if (point.isDeletion()) {
      return upsert != null && !order.deletes(upsert);
    }
    SourceOrder deletion = deletions.get(point.id(), now);
    return (deletion != null && deletion.deletes(order))
        || (upsert != null && point.version() == null && upsert.isLaterThan(order));
  }

  /**
   * The latest change of each id. Beyond the limit the one that was made longest ago is given up; a
   * cache that weighs how often a key is used would rather give up those that have just come.
   */
  private static final class Latest {

    private record Change(SourceOrder order, long nanos) {

      boolean isForgotten(long now) {
        return now - nanos > MEMORY.toNanos();
      }
    }

    private final Map<PointId, Change> changes =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<PointId, Change> eldest) {
            return size() > REMEMBERED;
          }
        };

    synchronized void add(PointId id, SourceOrder order, long now) {
      Change before = changes.remove(id);
      boolean isLatest =
          before == null || before.isForgotten(now) || order.isLaterThan(before.order());
      changes.put(id, new Change(isLatest ? order : before.order(), now));
    }

    synchronized @Nullable SourceOrder get(PointId id, long now) {
      Change change = changes.get(id);
      return change == null || change.isForgotten(now) ? null : change.order();
    }
  }
}
