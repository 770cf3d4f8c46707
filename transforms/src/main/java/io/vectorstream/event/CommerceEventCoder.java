package io.vectorstream.event;

import io.vectorstream.source.SourceRecord;
import io.vectorstream.source.SourceRecordCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Encodes a {@link CommerceEvent} as the record it was read from, and parses that again when
 * decoding: the bytes are the event, and nothing is kept twice.
 */
public final class CommerceEventCoder extends AtomicCoder<CommerceEvent> {

  private static final long serialVersionUID = 1L;
  private static final CommerceEventCoder INSTANCE = new CommerceEventCoder();

  private CommerceEventCoder() {}

  /** The one instance. */
  public static CommerceEventCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(CommerceEvent event, OutputStream out) throws IOException {
    SourceRecordCoder.of().encode(event.source(), out);
  }

  @Override
  public CommerceEvent decode(InputStream in) throws IOException {
    SourceRecord record = SourceRecordCoder.of().decode(in);
    try {
      return EventParser.parse(record);
    } catch (UnreadableEventException e) {
      throw new CoderException("not the encoding of an event: " + e.getMessage(), e);
    }
  }
}
