package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.UnmappableException;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.JsonValue;
import io.vectorstream.value.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A record's value is of a foreign form, and a mapping says where the event's fields are. */
public final class MappedEvents implements EventReader {

  private static final long serialVersionUID = 1L;

  /** The most bytes of a record times its items. */
  private static final long HEAVIEST = 64 << 20;

  private final ArrayList<Mapping> mappings;

  private MappedEvents(List<Mapping> mappings) {
    this.mappings = new ArrayList<>(mappings);
  }

  /** Reads values by the first of these mappings that is for their form. */
  public static MappedEvents of(List<Mapping> mappings) {
    return new MappedEvents(mappings);
  }

  @Override
  public RecordContent read(SourceRecord record) throws UnreadableEventException {
    ObjectNode value = value(record);
    Mapping mapping = mappingFor(value);
    try {
      List<ObjectNode> events = mapping.map(value);
      checkWeight(record, events.size());
      for (ObjectNode event : events) {
        EventFormat.settle(event);
      }
      return new RecordContent(events, events.get(0).has(Mapping.ITEM));
    } catch (UnmappableException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }

  @Override
  public ObjectNode read(SourceRecord record, int index) throws UnreadableEventException {
    ObjectNode value = value(record);
    try {
      ObjectNode event = mappingFor(value).map(value, index);
      EventFormat.settle(event);
      return event;
    } catch (UnmappableException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }

  /** Each event travels with its record, and is stored with it unless the mapping forbids that. */
  private static void checkWeight(SourceRecord record, int events) throws UnreadableEventException {
    long bytes = events * record.bytes();
    if (events > 1 && bytes > HEAVIEST) {
      throw new UnreadableEventException(
          "its "
              + events
              + " items would carry "
              + bytes
              + " bytes, the record of each item counted, "
              + HEAVIEST
              + " at most");
    }
  }

  private static ObjectNode value(SourceRecord record) throws UnreadableEventException {
    try {
      return JsonValue.read(record.value());
    } catch (UnreadableValueException e) {
      throw UnreadableEventException.of(e);
    }
  }

  private Mapping mappingFor(ObjectNode value) throws UnreadableEventException {
    for (Mapping mapping : mappings) {
      if (mapping.isFor(value)) {
        return mapping;
      }
    }
    throw new UnreadableEventException(
        mappings.stream().map(Mapping::name).collect(Collectors.joining(", "))
            + (mappings.size() == 1 ? " is" : " are")
            + " for values of another form");
  }

  @Override
  public String deletedBy(SourceRecord record) throws UnreadableEventException {
    return JsonEvents.text(record.key());
  }

  @Override
  public String identity() {
    return mappings.stream().map(Mapping::digest).collect(Collectors.joining(","));
  }

  @Override
  public boolean readsItems() {
    return mappings.stream().anyMatch(Mapping::hasItems);
  }
}
