package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.source.SourceRecord;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records by the rules of the pipeline. */
final class RecordReader {

  private final EventReader events;

  /** Reads records whose values are events as they are, or as mappings say. */
  RecordReader(EventReader events) {
    this.events = events;
  }

  /** What the pipeline takes a record for. */
  ReadRecord read(ConsumerRecord<byte[], byte[]> record) {
    SourceRecord source = source(record);
    try {
      return source.isTombstone() ? tombstone(record, source) : value(record, source);
    } catch (UncheckedIOException e) {
      throw new UserMistakeException("--schemaRegistry: " + e.getMessage(), e);
    }
  }

  private ReadRecord value(ConsumerRecord<byte[], byte[]> record, SourceRecord source) {
    try {
      List<CommerceEvent> all = CommerceEvent.parse(source, events);
      if (all.isEmpty()) {
        return tombstone(record, source);
      }
      return new ReadRecord(
          record, Kind.EVENT, all.get(0).eventId(), all.stream().map(RecordReader::point).toList());
    } catch (UnreadableEventException e) {
      return new ReadRecord(record, Kind.UNREADABLE, null, List.of());
    }
  }

  private ReadRecord tombstone(ConsumerRecord<byte[], byte[]> record, SourceRecord source) {
    try {
      String eventId = events.deletedBy(source);
      return new ReadRecord(record, Kind.TOMBSTONE, eventId, List.of(PointIds.of(eventId)));
    } catch (UnreadableEventException e) {
      return new ReadRecord(record, Kind.TOMBSTONE, null, List.of());
    }
  }

  /** The point of an event, or of an item. */
  private static PointId point(CommerceEvent event) {
    return event
        .item()
        .map(item -> PointIds.of(event.eventId(), item))
        .orElseGet(() -> PointIds.of(event.eventId()));
  }

  /** Whether a record can be a tombstone: with some mappings a value says that an event is gone. */
  boolean mayDelete(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? record.key() != null : events != EventReader.ofJson();
  }

  /** Whether an event can have points besides the one of its own id. */
  boolean readsItems() {
    return events.readsItems();
  }

  private static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
    return SourceRecord.of(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        Stream.of(record.headers().toArray())
            .map(header -> KV.of(header.key(), header.value()))
            .toList(),
        record.key(),
        record.value());
  }
}
