package io.vectorstream.pipeline.kafka;

import io.vectorstream.pipeline.UserMistakeException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * Where in the topic reading starts: at its beginning, at its end, or at a time.
 *
 * @param offsetSpec the same in Kafka's terms
 */
public record StartPosition(OffsetSpec offsetSpec) {

  /**
   * Reads the option {@code --startFrom}.
   *
   * @throws UserMistakeException if it is neither a word nor a time
   */
  public static StartPosition parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest" -> new StartPosition(OffsetSpec.earliest());
      case "latest" -> new StartPosition(OffsetSpec.latest());
      default -> {
        try {
          yield new StartPosition(
              OffsetSpec.forTimestamp(OffsetDateTime.parse(text).toInstant().toEpochMilli()));
        } catch (DateTimeException e) {
          throw new UserMistakeException(
              "--startFrom has to be \"earliest\", \"latest\" or a time such as"
                  + " 2026-01-31T09:30:00Z, it is \""
                  + text
                  + "\"",
              e);
        }
      }
    };
  }
}
