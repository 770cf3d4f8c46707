package io.vectorstream.tools.reconcile;

import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a range of a topic begins or ends, in the words of the command line.
 *
 * @param time of {@link Kind#TIME}, else null
 */
record RangeBound(Kind kind, @Nullable Instant time) {

  enum Kind {
    /** The first record that the topic still has. */
    EARLIEST,
    /** Behind the last record. */
    LATEST,
    /** Behind the last record up to which a consumer group has finished. */
    COMMITTED,
    /** The first record of that time or later. */
    TIME
  }

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed} or an ISO-8601 time with an offset.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static RangeBound parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest" -> new RangeBound(Kind.EARLIEST, null);
      case "latest" -> new RangeBound(Kind.LATEST, null);
      case "committed" -> new RangeBound(Kind.COMMITTED, null);
      default -> {
        try {
          yield new RangeBound(Kind.TIME, IsoTimes.parse(text));
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(
              "it has to be earliest, latest, committed or a time such as 2026-01-31T09:30:00Z, it"
                  + " is \""
                  + text
                  + "\"",
              e);
        }
      }
    };
  }
}
