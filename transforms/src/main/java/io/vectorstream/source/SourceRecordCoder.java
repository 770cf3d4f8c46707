package io.vectorstream.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.KV;

/** Encodes a {@link SourceRecord} field by field. */
public final class SourceRecordCoder extends AtomicCoder<SourceRecord> {

  private static final long serialVersionUID = 1L;
  private static final SourceRecordCoder INSTANCE = new SourceRecordCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final VarLongCoder LONG = VarLongCoder.of();
  private static final Coder<byte[]> BYTES = NullableCoder.of(ByteArrayCoder.of());
  private static final Coder<List<KV<String, byte[]>>> HEADERS =
      ListCoder.of(KvCoder.of(TEXT, BYTES));

  private SourceRecordCoder() {}

  /** The one instance. */
  public static SourceRecordCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(SourceRecord record, OutputStream out) throws IOException {
    TEXT.encode(record.topic(), out);
    INT.encode(record.partition(), out);
    LONG.encode(record.offset(), out);
    LONG.encode(record.timestampMillis(), out);
    HEADERS.encode(record.headers(), out);
    BYTES.encode(record.key(), out);
    BYTES.encode(record.value(), out);
  }

  @Override
  public SourceRecord decode(InputStream in) throws IOException {
    return SourceRecord.of(
        TEXT.decode(in),
        INT.decode(in),
        LONG.decode(in),
        LONG.decode(in),
        HEADERS.decode(in),
        BYTES.decode(in),
        BYTES.decode(in));
  }
}
