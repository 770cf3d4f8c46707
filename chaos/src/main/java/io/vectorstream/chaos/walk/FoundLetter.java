package io.vectorstream.chaos.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.chaos.ChaosException;
import io.vectorstream.deadletter.DeadLetterHeaders;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param place where its record was
 * @param whole whether it has the record's content, which a large one has not
 */
record FoundLetter(
    Place place, byte @Nullable [] key, byte @Nullable [] value, boolean whole, String reason) {

  /** Kafka's limit is for compressed bytes: only a record of more can be refused. */
  private static final int ALWAYS_WHOLE = 1_000_000;

  static FoundLetter of(ConsumerRecord<byte[], byte[]> letter) {
    return new FoundLetter(
        new Place(
            header(letter, DeadLetterHeaders.TOPIC),
            Integer.parseInt(header(letter, DeadLetterHeaders.PARTITION)),
            Long.parseLong(header(letter, DeadLetterHeaders.OFFSET))),
        letter.key(),
        letter.value(),
        letter.headers().lastHeader(DeadLetterHeaders.OMITTED_BYTES) == null,
        header(letter, DeadLetterHeaders.STAGE) + ": " + header(letter, DeadLetterHeaders.REASON));
  }

  /** Whether it keeps a record as it was, or may do without its content. */
  boolean keeps(PlannedRecord record) {
    return whole
        ? Arrays.equals(key, record.key()) && Arrays.equals(value, record.value())
        : length(record.key()) + length(record.value()) > ALWAYS_WHOLE;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new ChaosException("A dead letter has no header " + name);
    }
    return new String(header.value(), UTF_8);
  }
}
