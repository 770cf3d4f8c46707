package io.vectorstream.source;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition has lost its last records: it ended, if only for a moment, before the offset that was
 * to be read next. From there on its offsets may be those of other records.
 */
public record LostEnd(TopicPartition partition) implements WorkerReport {

  @Override
  public void tell(FinishedRecords.Receiver receiver) {
    receiver.endIsLost(partition);
  }
}
