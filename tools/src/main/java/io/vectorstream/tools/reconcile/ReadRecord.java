package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.source.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record, and what the pipeline takes it for.
 *
 * @param eventId the id of the event that it is, or that it deletes; null if it names none
 * @param pointId the id of that event's point
 */
record ReadRecord(
    ConsumerRecord<byte[], byte[]> record,
    Kind kind,
    @Nullable String eventId,
    @Nullable PointId pointId) {

  /** Reads a record by the rules of the pipeline. */
  static ReadRecord of(ConsumerRecord<byte[], byte[]> record) {
    if (isTombstone(record)) {
      return named(record, Kind.TOMBSTONE, text(record.key()));
    }
    SourceRecord source =
        SourceRecord.of(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            List.of(),
            record.key(),
            record.value());
    try {
      return named(record, Kind.EVENT, CommerceEvent.parse(source).eventId());
    } catch (UnreadableEventException e) {
      return named(record, Kind.UNREADABLE, null);
    }
  }

  static boolean isTombstone(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && record.value() == null;
  }

  CheckedRecord withFate(Fate fate) {
    return new CheckedRecord(record, kind, eventId, fate);
  }

  private static ReadRecord named(
      ConsumerRecord<byte[], byte[]> record, Kind kind, @Nullable String eventId) {
    return new ReadRecord(record, kind, eventId, eventId == null ? null : PointIds.of(eventId));
  }

  /** Null for what is no text: no event has such an id. */
  private static @Nullable String text(byte[] key) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
