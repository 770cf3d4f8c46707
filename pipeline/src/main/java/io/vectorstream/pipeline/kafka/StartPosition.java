package io.vectorstream.pipeline.kafka;

import io.vectorstream.pipeline.UserMistakeException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jspecify.annotations.Nullable;

/** Where in the topic reading starts: at its beginning, at its end, or at a time. */
public record StartPosition(String word, @Nullable Instant time) implements Serializable {

  /** The beginning of the topic. */
  public static final StartPosition EARLIEST = new StartPosition("earliest", null);

  private static final StartPosition LATEST = new StartPosition("latest", null);

  /**
   * Reads the option {@code --startFrom}.
   *
   * @throws UserMistakeException if it is neither a word nor a time
   */
  public static StartPosition parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest" -> EARLIEST;
      case "latest" -> LATEST;
      default -> {
        try {
          yield new StartPosition(text, OffsetDateTime.parse(text).toInstant());
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

  /** The consumer's {@code auto.offset.reset}: where it starts if no time says otherwise. */
  String autoOffsetReset() {
    return this.equals(LATEST) ? "latest" : "earliest";
  }

  OffsetSpec offsetSpec() {
    if (time != null) {
      return OffsetSpec.forTimestamp(time.toEpochMilli());
    }
    return this.equals(LATEST) ? OffsetSpec.latest() : OffsetSpec.earliest();
  }
}
