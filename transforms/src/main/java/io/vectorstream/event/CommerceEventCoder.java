package io.vectorstream.event;

import io.vectorstream.source.SourceRecordCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Encodes a {@link CommerceEvent} as the record it was read from: the bytes are the event. */
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
    return CommerceEvent.ofParsed(SourceRecordCoder.of().decode(in));
  }
}
