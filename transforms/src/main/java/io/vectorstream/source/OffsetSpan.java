package io.vectorstream.source;

import org.apache.kafka.common.TopicPartition;

/**
 * Consecutive offsets of a partition.
 *
 * @param first the first of them
 * @param last the last of them, at least the first
 * @param empty whether none of them has a record that can be read, as after compaction, retention
 *     or an aborted transaction
 */
public record OffsetSpan(TopicPartition partition, long first, long last, boolean empty)
    implements WorkerReport {

  @Override
  public void tell(FinishedRecords.Receiver receiver) {
    receiver.finished(this);
  }
}
