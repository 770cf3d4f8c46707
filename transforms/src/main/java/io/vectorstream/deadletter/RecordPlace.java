package io.vectorstream.deadletter;

/** A record's place in Kafka. */
public record RecordPlace(String topic, int partition, long offset) {

  /**
   * Whether a record that stands there can be a copy of one that stands here. Headers are whatever
   * the sender wrote: what they name may be elsewhere, or later.
   */
  boolean canBeOriginalOf(RecordPlace copy) {
    return topic.equals(copy.topic) && partition == copy.partition && offset < copy.offset;
  }
}
