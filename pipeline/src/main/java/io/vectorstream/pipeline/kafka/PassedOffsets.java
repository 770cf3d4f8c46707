package io.vectorstream.pipeline.kafka;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.OffsetSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows how far a consumer has come, and tells which of the offsets behind it have no record. Used
 * by one thread.
 */
final class PassedOffsets {

  private final FinishedRecords finished;
  private final ReadLimit limit;

  /** By partition, the offset before which all is told or has a record that was read. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  PassedOffsets(FinishedRecords finished, ReadLimit limit) {
    this.finished = finished;
    this.limit = limit;
  }

  /** How far it has come in a partition, if that is known. */
  OptionalLong position(TopicPartition partition) {
    Long position = positions.get(partition);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** Begins a partition at an offset, unless it has begun. */
  void begin(TopicPartition partition, long position) {
    positions.putIfAbsent(partition, position);
  }

  /**
   * Goes on behind records that were read.
   *
   * @param position what is to be read next, if it is known; what has no record behind the last
   *     record is told once it is
   */
  void pass(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      OptionalLong position) {
    long next = positions.get(partition);
    if (position.isPresent() && position.getAsLong() - next == records.size()) {
      positions.put(partition, position.getAsLong());
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tell(partition, next, record.offset());
      next = record.offset() + 1;
    }
    positions.put(partition, next);
    position.ifPresent(known -> skip(partition, known));
  }

  /** Goes on at an offset, with no record before it. */
  void skip(TopicPartition partition, long position) {
    tell(partition, positions.get(partition), position);
    positions.put(partition, position);
  }

  private void tell(TopicPartition partition, long from, long to) {
    long end = Math.min(to, limit.stopOf(partition));
    if (from < end) {
      finished.add(new OffsetSpan(partition, from, end - 1, true));
    }
  }
}
