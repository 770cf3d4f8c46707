package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.UnmappableException;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.DecodedValue;
import io.vectorstream.value.UnreadableValueException;
import io.vectorstream.value.ValueFormat;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A record's value is of a foreign form, and a mapping says where the event's fields are. */
public final class MappedEvents implements EventReader {

  private static final long serialVersionUID = 1L;

  /** The most bytes of a record times its items. */
  private static final long HEAVIEST = 64 << 20;

  private final ArrayList<Form> forms;

  private MappedEvents(List<Form> forms) {
    this.forms = new ArrayList<>(forms);
  }

  /**
   * A form of values.
   *
   * @param format what they are wrapped in
   */
  public record Form(Mapping mapping, ValueFormat format) implements Serializable {}

  /** A value that is unwrapped, and the form that it is of. */
  private record FormedValue(Form form, DecodedValue value) {}

  /** Reads values by the first of these forms that they are of. */
  public static MappedEvents of(List<Form> forms) {
    return new MappedEvents(forms);
  }

  @Override
  public void check() {
    forms.forEach(form -> form.format().check());
  }

  @Override
  public RecordContent read(SourceRecord record) throws UnreadableEventException {
    FormedValue formed = formed(record);
    if (formed.value().isDeletion()) {
      return RecordContent.deletion();
    }
    try {
      List<ObjectNode> events = formed.form().mapping().map(formed.value().tree());
      checkWeight(record, events.size());
      return new RecordContent(events, events.get(0).has(Mapping.ITEM));
    } catch (UnmappableException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }

  @Override
  public ObjectNode read(SourceRecord record, int index) throws UnreadableEventException {
    FormedValue formed = formed(record);
    try {
      return formed.form().mapping().map(formed.value().tree(), index);
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

  private FormedValue formed(SourceRecord record) throws UnreadableEventException {
    UnreadableValueException unreadable = null;
    boolean readable = false;
    ValueFormat format = null;
    DecodedValue value = null;
    for (Form form : forms) {
      if (!form.format().equals(format)) {
        format = form.format();
        value = null;
        try {
          value = RecordValue.decode(record, format);
          readable = true;
        } catch (UnreadableValueException e) {
          unreadable = unreadable == null ? e : unreadable;
        }
      }
      if (value != null && form.mapping().isFor(value.tree())) {
        return new FormedValue(form, value);
      }
    }
    if (unreadable != null && !readable) {
      throw UnreadableEventException.of(unreadable);
    }
    throw new UnreadableEventException(
        forms.stream().map(form -> form.mapping().name()).collect(Collectors.joining(", "))
            + (forms.size() == 1 ? " is" : " are")
            + " for values of another form");
  }

  @Override
  public String deletedBy(SourceRecord record) throws UnreadableEventException {
    try {
      if (record.value() != null) {
        FormedValue formed = formed(record);
        return formed.form().mapping().eventId(formed.value().tree());
      }
      for (Form form : forms) {
        if (form.mapping().namesKeys()) {
          return form.mapping().eventIdOfKey(form.format().decodeKey(record.key()));
        }
      }
      return JsonEvents.text(record.key());
    } catch (UnreadableValueException e) {
      throw new UnreadableEventException(
          "the tombstone's key names no event: " + e.getMessage(), e.getCause());
    } catch (UnmappableException e) {
      throw new UnreadableEventException("the tombstone names no event: " + e.getMessage());
    }
  }

  @Override
  public String identity() {
    return forms.stream().map(form -> form.mapping().digest()).collect(Collectors.joining(","));
  }

  @Override
  public boolean readsItems() {
    return forms.stream().anyMatch(form -> form.mapping().hasItems());
  }
}
