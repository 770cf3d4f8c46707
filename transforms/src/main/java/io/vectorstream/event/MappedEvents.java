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

  /** The most bytes of a record, decompressed, times its items. */
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
      Mapping mapping = formed.form().mapping();
      ObjectNode tree = formed.value().tree();
      checkWeight(mapping.size(tree), Math.max(record.bytes(), formed.value().bytes()));
      List<ObjectNode> events = mapping.map(tree);
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
  private static void checkWeight(int events, long bytesOfEach) throws UnreadableEventException {
    long bytes = events * bytesOfEach;
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
    if (record.value() == null) {
      return deletedByKey(record.key());
    }
    FormedValue formed = formed(record);
    try {
      return formed.form().mapping().deletedEventId(formed.value().tree());
    } catch (UnmappableException e) {
      throw namesNoEvent(e);
    }
  }

  /**
   * The first form whose key has an id tells the event. A key that no form can read is the id
   * itself where a form has no keys of its own.
   */
  private String deletedByKey(byte[] key) throws UnreadableEventException {
    UnreadableEventException unread = null;
    UnreadableEventException nameless = null;
    boolean mayBeText = false;
    for (Form form : forms) {
      if (!form.mapping().namesKeys()) {
        mayBeText = true;
        continue;
      }
      try {
        return form.mapping().eventIdOfKey(form.format().decodeKey(key));
      } catch (UnreadableValueException e) {
        unread = unread == null ? namesNoEvent(e) : unread;
      } catch (UnmappableException e) {
        nameless = nameless == null ? namesNoEvent(e) : nameless;
      }
    }
    if (nameless != null) {
      throw nameless;
    }
    if (mayBeText) {
      return JsonEvents.text(key);
    }
    throw unread;
  }

  private static UnreadableEventException namesNoEvent(UnreadableValueException e) {
    return new UnreadableEventException(
        "the tombstone's key names no event: " + e.getMessage(), e.getCause());
  }

  private static UnreadableEventException namesNoEvent(UnmappableException e) {
    return new UnreadableEventException("the tombstone names no event: " + e.getMessage());
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
