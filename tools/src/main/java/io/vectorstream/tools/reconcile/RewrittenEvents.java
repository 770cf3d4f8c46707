package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.qdrant.point.PointIds;
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
  private final Map<PointId, CheckedRecord> tombstones = new HashMap<>();

  RewrittenEvents(RecordReader reader) {
    this.reader = reader;
  }

  /** Adds a tombstone whose point is there, the last of its event. */
  void ask(CheckedRecord tombstone) {
    tombstones.put(PointIds.of(tombstone.eventId()), tombstone);
  }

  /**
   * Reads a topic for later events, if any tombstone has been added.
   *
   * @return the tombstones that no event came after
   */
  List<CheckedRecord> findLost(TopicReader topic, TopicSlice range, LongConsumer progress)
      throws InterruptedException {
    Map<PointId, CheckedRecord> lost = new HashMap<>(tombstones);
    if (!lost.isEmpty()) {
      topic.read(range, chunk -> chunk.forEach(record -> takeOut(lost, record)), progress);
    }
    return new ArrayList<>(lost.values());
  }

  int size() {
    return tombstones.size();
  }

  private void takeOut(Map<PointId, CheckedRecord> lost, ConsumerRecord<byte[], byte[]> record) {
    ReadRecord read = reader.read(record);
    if (read.kind() == Kind.EVENT) {
      lost.computeIfPresent(
          read.pointId(),
          (id, tombstone) -> RecordOrder.deletes(tombstone.record(), record) ? tombstone : null);
    }
  }
}
