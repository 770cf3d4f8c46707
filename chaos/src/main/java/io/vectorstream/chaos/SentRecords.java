package io.vectorstream.chaos;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topic holds: the producer may have sent an event twice when the broker died. */
final class SentRecords {

  private final BitSet numbers = new BitSet();
  private final Map<Letter, Long> malformed = new HashMap<>();

  /** Reads the whole topic. */
  static SentRecords read(String bootstrapServers, String topic) {
    SentRecords sent = new SentRecords();
    try (CommittedRecords reader = new CommittedRecords(bootstrapServers, topic)) {
      reader.readToEnd(sent::add);
    }
    return sent;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    long number = NumberedEvents.number(record.key());
    numbers.set(Math.toIntExact(number));
    if (NumberedEvents.isMalformed(number)) {
      malformed.put(Letter.expectedOf(record), number);
    }
  }

  /** Whether an event is in the topic at all. */
  boolean holds(long number) {
    return numbers.get(Math.toIntExact(number));
  }

  /** The letters that its malformed records have to become, each with its event's number. */
  Map<Letter, Long> malformed() {
    return malformed;
  }
}
