package io.vectorstream.pipeline.settings;

import java.util.Locale;

/** What becomes of a tombstone: a Kafka record with a key and no value. */
public enum Tombstones {
  /** It is a dead letter, like any record that holds no event. */
  DEADLETTER,

  /** It deletes the point of the event whose id is its key. */
  DELETE;

  /**
   * What an option's value names, in either case.
   *
   * @throws IllegalArgumentException if it names nothing
   */
  public static Tombstones parse(String text) {
    for (Tombstones value : values()) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new IllegalArgumentException("it has to be deadletter or delete, it is \"" + text + "\"");
  }
}
