package io.vectorstream.chaos;

import io.vectorstream.deadletter.DeadLetterHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter by what it has to keep: where its record was, and that record's bytes. */
record Letter(String topic, int partition, long offset, @Nullable ByteBuffer value) {

  /** The letter that a record of the topic has to become if it is malformed. */
  static Letter expectedOf(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(record.topic(), record.partition(), record.offset(), wrapped(record.value()));
  }

  /** The letter that a record of the dead-letter topic is. */
  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        header(record, DeadLetterHeaders.TOPIC),
        Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
        Long.parseLong(header(record, DeadLetterHeaders.OFFSET)),
        wrapped(record.value()));
  }

  @Override
  public String toString() {
    return topic + "-" + partition + " at offset " + offset;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new ChaosException("A dead letter has no header " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable ByteBuffer wrapped(byte @Nullable [] value) {
    return value == null ? null : ByteBuffer.wrap(value);
  }
}
