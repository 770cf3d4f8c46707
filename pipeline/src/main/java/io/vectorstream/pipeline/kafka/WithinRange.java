package io.vectorstream.pipeline.kafka;

import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.common.TopicPartition;

/** Whether a record is to be read: it lies within the limit, and the gate is open. */
public final class WithinRange
    implements SerializableFunction<KafkaRecord<byte[], byte[]>, Boolean> {

  private static final long serialVersionUID = 1L;

  private final ReadLimit limit;
  private final ReadGate gate;

  /** Records of a range, until the gate is closed. */
  public WithinRange(ReadRange range, ReadGate gate) {
    this.limit = range.limit();
    this.gate = gate;
  }

  @Override
  public Boolean apply(KafkaRecord<byte[], byte[]> record) {
    return gate.isOpen()
        && limit.includes(
            new TopicPartition(record.getTopic(), record.getPartition()), record.getOffset());
  }
}
