package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a record holds.
 *
 * @param events its events; none if it takes one back
 * @param itemised whether they are items of one, told apart by a name
 */
public record RecordContent(List<ObjectNode> events, boolean itemised) {

  /** A single event. */
  public static RecordContent of(ObjectNode event) {
    return new RecordContent(List.of(event), false);
  }

  /** It says that an event is gone. */
  public static RecordContent deletion() {
    return new RecordContent(List.of(), false);
  }

  /** Whether it says that an event is gone. */
  public boolean isDeletion() {
    return events.isEmpty();
  }
}
