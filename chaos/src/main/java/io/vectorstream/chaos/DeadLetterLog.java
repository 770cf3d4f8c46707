package io.vectorstream.chaos;

import java.util.HashMap;
import java.util.Map;

/** The dead letters so far, and how often each was written. */
final class DeadLetterLog implements AutoCloseable {

  private final CommittedRecords reader;
  private final Map<Letter, Integer> letters = new HashMap<>();

  DeadLetterLog(String bootstrapServers, String topic) {
    reader = new CommittedRecords(bootstrapServers, topic);
  }

  /** All of them up to now. */
  Map<Letter, Integer> read() {
    reader.readToEnd(record -> letters.merge(Letter.of(record), 1, Integer::sum));
    return letters;
  }

  @Override
  public void close() {
    reader.close();
  }
}
