package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last tombstone of each event that has one, in memory. */
final class LastTombstones {

  private final Map<PointId, ConsumerRecord<byte[], byte[]>> tombstones = new HashMap<>();

  void add(ReadRecord tombstone) {
    if (tombstone.pointId() != null) {
      tombstones.merge(
          tombstone.pointId(),
          tombstone.record(),
          (known, other) -> RecordOrder.isAfter(other, known) ? other : known);
    }
  }

  /** Whether a tombstone of the same event is later than a record. */
  boolean isOutlived(ReadRecord record) {
    ConsumerRecord<byte[], byte[]> tombstone = tombstones.get(record.pointId());
    return tombstone != null && RecordOrder.deletes(tombstone, record.record());
  }
}
