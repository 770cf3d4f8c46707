package io.vectorstream.event;

import io.vectorstream.source.SourceRecord;
import io.vectorstream.source.SourceRecordCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Encodes a {@link CommerceEvent} as the record it was read from, from which it is read again: the
 * bytes are the event.
 */
public final class CommerceEventCoder extends CustomCoder<CommerceEvent> {

  private static final long serialVersionUID = 1L;
  private static final VarIntCoder NUMBER = VarIntCoder.of();

  private final EventReader reader;

  private CommerceEventCoder(EventReader reader) {
    this.reader = reader;
  }

  /** For events that were read so. */
  public static CommerceEventCoder of(EventReader reader) {
    return new CommerceEventCoder(reader);
  }

  @Override
  public void encode(CommerceEvent event, OutputStream out) throws IOException {
    SourceRecordCoder.of().encode(event.source(), out);
    NUMBER.encode(event.index(), out);
    NUMBER.encode(event.items(), out);
  }

  @Override
  public CommerceEvent decode(InputStream in) throws IOException {
    SourceRecord source = SourceRecordCoder.of().decode(in);
    return CommerceEvent.ofParsed(source, reader, NUMBER.decode(in), NUMBER.decode(in));
  }

  @Override
  public void verifyDeterministic() {
    // A record has one encoding.
  }
}
