package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.point.PointIds;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record, and what the pipeline takes it for.
 *
 * @param eventId the id of the event that it is, or that it deletes; null if it names none
 * @param points the points that it has to have; of a tombstone, that of the event itself
 */
record ReadRecord(
    ConsumerRecord<byte[], byte[]> record,
    Kind kind,
    @Nullable String eventId,
    List<PointId> points) {

  /** The id that stands for the event, whether it has that point or those of items. */
  @Nullable PointId pointId() {
    return eventId == null ? null : PointIds.of(eventId);
  }

  CheckedRecord withFate(Fate fate) {
    return new CheckedRecord(record, kind, eventId, fate);
  }
}
