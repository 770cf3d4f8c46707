package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.SourceOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells the tombstones whose event came again, so that its point is there by right, from those that
 * were lost.
 */
final class RewrittenEvents {

  private final RecordReader reader;
  private final DeadLetterIndex letters;
  private final Map<PointId, List<Tombstone>> tombstones = new HashMap<>();
  private long size;

  private record Tombstone(int partition, long offset, SourceOrder order) {}

  /**
   * Has no tombstones yet.
   *
   * @param letters what they are about was not stored
   */
  RewrittenEvents(RecordReader reader, DeadLetterIndex letters) {
    this.reader = reader;
    this.letters = letters;
  }

  /** Adds a tombstone whose point is there: the last of its event, or a copy of that. */
  void ask(CheckedRecord tombstone) {
    ConsumerRecord<?, ?> record = tombstone.record();
    tombstones
        .computeIfAbsent(PointIds.of(tombstone.eventId()), id -> new ArrayList<>(1))
        .add(new Tombstone(record.partition(), record.offset(), RecordOrder.of(record)));
    size++;
  }

  /**
   * Reads a topic for later events.
   *
   * @return where the tombstones stand that no event came after
   */
  Positions findLost(TopicReader topic, TopicSlice range, LongConsumer progress)
      throws InterruptedException {
    Map<PointId, List<Tombstone>> lost = new HashMap<>(tombstones);
    topic.read(range, chunk -> chunk.forEach(record -> takeOut(lost, record)), progress);
    Positions places = new Positions();
    for (List<Tombstone> ofEvent : lost.values()) {
      ofEvent.forEach(tombstone -> places.add(tombstone.partition(), tombstone.offset()));
    }
    return places;
  }

  long size() {
    return size;
  }

  private void takeOut(Map<PointId, List<Tombstone>> lost, ConsumerRecord<byte[], byte[]> record) {
    ReadRecord read = reader.read(record);
    if (read.kind() == Kind.EVENT && !letters.contains(record)) {
      SourceOrder event = RecordOrder.of(record);
      lost.computeIfPresent(
          read.pointId(),
          (id, ofEvent) ->
              ofEvent.stream().allMatch(tombstone -> tombstone.order().deletes(event))
                  ? ofEvent
                  : null);
    }
  }
}
