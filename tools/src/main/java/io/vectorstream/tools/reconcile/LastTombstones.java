package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.point.SourceOrder;
import java.util.HashMap;
import java.util.Map;

/** Where the last tombstone of each event stands that has one, in memory. */
final class LastTombstones {

  private final Map<PointId, SourceOrder> tombstones = new HashMap<>();

  void add(ReadRecord tombstone) {
    if (tombstone.pointId() != null) {
      tombstones.merge(
          tombstone.pointId(),
          RecordOrder.of(tombstone.record()),
          (known, other) -> other.isLaterThan(known) ? other : known);
    }
  }

  /** Whether a tombstone of the same event is later than a record. */
  boolean isOutlived(ReadRecord record) {
    SourceOrder tombstone = tombstones.get(record.pointId());
    return tombstone != null && tombstone.deletes(RecordOrder.of(record.record()));
  }
}
