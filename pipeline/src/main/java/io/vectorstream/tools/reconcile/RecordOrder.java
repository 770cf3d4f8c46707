package io.vectorstream.tools.reconcile;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which of two records about one event is the later one. */
final class RecordOrder {

  private RecordOrder() {}

  /**
   * Whether the first record is later than the second. In one partition offsets say so; of two
   * partitions, whose order Kafka does not know, timestamps.
   */
  static boolean isAfter(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
    return one.partition() == other.partition()
        ? one.offset() > other.offset()
        : one.timestamp() > other.timestamp();
  }
}
