package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import java.io.Serializable;

/** Says what records hold. It travels with the graph, and is used by several threads. */
public interface EventReader extends Serializable {

  /** Reads records whose value is an event as it is: one JSON object in UTF-8. */
  static EventReader ofJson() {
    return JsonEvents.INSTANCE;
  }

  /**
   * Checks what is needed for reading and is somewhere else; by default there is nothing.
   *
   * @throws java.io.UncheckedIOException if that is away or refuses who asks; the message says why
   */
  default void check() {}

  /**
   * What a record with a value holds.
   *
   * @throws UnreadableEventException if it holds no event; the message says why
   */
  RecordContent read(SourceRecord record) throws UnreadableEventException;

  /**
   * One of the events of a record.
   *
   * @param index its place among those of {@link #read}
   */
  ObjectNode read(SourceRecord record, int index) throws UnreadableEventException;

  /**
   * The id of the event that a record takes back: one with a key and no value, or one whose value
   * says so.
   *
   * @throws UnreadableEventException if it names no event
   */
  String deletedBy(SourceRecord record) throws UnreadableEventException;

  /**
   * What tells it from others: those of the same identity make the same events of a record. {@code
   * none} if events are taken as they are.
   */
  String identity();

  /** Whether a record may hold several events. */
  boolean readsItems();
}
