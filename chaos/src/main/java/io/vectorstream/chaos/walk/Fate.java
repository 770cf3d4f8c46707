package io.vectorstream.chaos.walk;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a record is, and so what must become of it. Whoever makes a record knows. */
sealed interface Fate {

  /** Where nothing says how new an event is. */
  double NO_VERSION = Double.NEGATIVE_INFINITY;

  /**
   * An event, which is to be stored.
   *
   * @param id its event_id
   * @param content what its point has to hold
   * @param version how new it is, as Qdrant compares versions, or {@link #NO_VERSION}
   */
  record Event(String id, Content content, double version) implements Fate {

    /** Whether this is the event of a number. */
    boolean isNumber(@Nullable Object number) {
      return Objects.equals(content.payload().get(GoodEvents.NUMBER), number);
    }
  }

  /** A record that deletes the point of an event. */
  record Tombstone(String id) implements Fate {}

  /** A record that can only be a dead letter. */
  record Letter() implements Fate {}

  /**
   * What a point holds.
   *
   * @param payload a tree of maps, lists and values
   * @param text what its vector was made of
   */
  record Content(Map<String, Object> payload, String text) {}
}
