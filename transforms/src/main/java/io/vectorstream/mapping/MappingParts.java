package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping says.
 *
 * @param conditions all of which hold of values that it is for
 * @param fields of each event, in the order in which the event has them
 * @param items null if a value is one event
 * @param keyEventId how a record's key names an event; null if its text is the id
 * @param textFields null if the mapping does not say
 * @param valueFormat null if the mapping does not say
 */
record MappingParts(
    List<Condition> conditions,
    List<Field> fields,
    @Nullable Items items,
    @Nullable Field keyEventId,
    @Nullable String textFields,
    @Nullable String valueFormat,
    boolean keepsSource,
    String canonical) {

  /** What every event has. */
  static final List<String> REQUIRED = List.of("event_id", "timestamp");

  /** The field that is the event's id. */
  Field eventId() {
    return field("event_id");
  }

  /** Complains if an event lacks what each has to have. */
  void require(ObjectNode event) throws UnmappableException {
    for (String name : REQUIRED) {
      if (Found.isNothing(event.path(name))) {
        throw missing(field(name));
      }
    }
  }

  static UnmappableException missing(Field field) {
    return new UnmappableException(
        field.fullName() + " is missing, nothing is at " + field.rule().places());
  }

  private Field field(String name) {
    return fields.stream().filter(field -> field.fullName().equals(name)).findFirst().orElseThrow();
  }
}
