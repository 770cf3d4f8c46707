package io.vectorstream.pipeline.kafka;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.util.Locale;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * Where in the topic reading starts: where the consumer group left off, at the topic's beginning,
 * at its end, or at a time.
 *
 * @param committed whether offsets that the group has committed go first
 * @param offsetSpec where reading starts otherwise, in Kafka's terms
 */
public record StartPosition(boolean committed, OffsetSpec offsetSpec) {

  /** Where the group left off, and at their beginning for partitions that it knows nothing of. */
  public static final StartPosition COMMITTED = new StartPosition(true, OffsetSpec.earliest());

  /** At their ends. */
  public static final StartPosition LATEST = new StartPosition(false, OffsetSpec.latest());

  /** Whether all records are read, whatever the group has committed. */
  public boolean isEarliest() {
    return !committed && offsetSpec instanceof OffsetSpec.EarliestSpec;
  }

  /**
   * Reads the option {@code --startFrom}.
   *
   * @throws UserMistakeException if it is neither a word nor a time
   */
  public static StartPosition parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "committed" -> COMMITTED;
      case "earliest" -> new StartPosition(false, OffsetSpec.earliest());
      case "latest" -> LATEST;
      default -> {
        try {
          // Kafka has meanings of its own for negative timestamps.
          long millis = Math.max(0, IsoTimes.parse(text).toEpochMilli());
          yield new StartPosition(false, OffsetSpec.forTimestamp(millis));
        } catch (DateTimeException e) {
          throw new UserMistakeException(
              "--startFrom has to be \"committed\", \"earliest\", \"latest\" or a time such as"
                  + " 2026-01-31T09:30:00Z, it is \""
                  + text
                  + "\"",
              e);
        }
      }
    };
  }
}
