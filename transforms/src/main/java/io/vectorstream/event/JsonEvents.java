package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.JsonValue;
import io.vectorstream.value.UnreadableValueException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A record's value is the event. */
enum JsonEvents implements EventReader {
  INSTANCE;

  @Override
  public RecordContent read(SourceRecord record) throws UnreadableEventException {
    return RecordContent.of(event(record));
  }

  @Override
  public ObjectNode read(SourceRecord record, int index) throws UnreadableEventException {
    return event(record);
  }

  private static ObjectNode event(SourceRecord record) throws UnreadableEventException {
    try {
      ObjectNode event = JsonValue.read(record.value());
      EventFormat.settle(event);
      return event;
    } catch (UnreadableValueException e) {
      throw UnreadableEventException.of(e);
    }
  }

  @Override
  public String deletedBy(SourceRecord record) throws UnreadableEventException {
    return text(record.key());
  }

  /** The text that a key is. */
  static String text(byte[] key) throws UnreadableEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableEventException(
          "the tombstone's key is no text in UTF-8, so it names no event", e);
    }
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
