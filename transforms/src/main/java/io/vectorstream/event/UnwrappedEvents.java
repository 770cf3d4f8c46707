package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.DecodedValue;
import io.vectorstream.value.IdText;
import io.vectorstream.value.UnreadableValueException;
import io.vectorstream.value.ValueFormat;

/** A record's value is wrapped in something, and within is the event as it is. */
public record UnwrappedEvents(ValueFormat format) implements EventReader {

  @Override
  public void check() {
    format.check();
  }

  @Override
  public RecordContent read(SourceRecord record) throws UnreadableEventException {
    DecodedValue value = value(record);
    if (value.isDeletion()) {
      return RecordContent.deletion();
    }
    EventFormat.settle(value.tree());
    return RecordContent.of(value.tree());
  }

  @Override
  public ObjectNode read(SourceRecord record, int index) throws UnreadableEventException {
    return read(record).events().get(index);
  }

  private DecodedValue value(SourceRecord record) throws UnreadableEventException {
    try {
      return RecordValue.decode(record, format);
    } catch (UnreadableValueException e) {
      throw UnreadableEventException.of(e);
    }
  }

  @Override
  public String deletedBy(SourceRecord record) throws UnreadableEventException {
    if (record.value() == null) {
      return JsonEvents.text(record.key());
    }
    String eventId = IdText.of(value(record).tree().path("event_id"));
    if (eventId == null || eventId.isBlank()) {
      throw new UnreadableEventException("event_id is missing or blank in what is gone");
    }
    return eventId;
  }

  @Override
  public String identity() {
    return "none";
  }

  @Override
  public boolean readsItems() {
    return false;
  }
}
