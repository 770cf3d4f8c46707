package io.vectorstream.deadletter;

import io.vectorstream.source.SourceRecordCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Encodes a {@link DeadLetter} field by field. */
public final class DeadLetterCoder extends AtomicCoder<DeadLetter> {

  private static final long serialVersionUID = 1L;
  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final Coder<String> NULLABLE_TEXT = NullableCoder.of(TEXT);

  private DeadLetterCoder() {}

  /** The one instance. */
  public static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DeadLetter letter, OutputStream out) throws IOException {
    SourceRecordCoder.of().encode(letter.source(), out);
    TEXT.encode(letter.stage(), out);
    TEXT.encode(letter.reason(), out);
    NULLABLE_TEXT.encode(letter.exceptionClass(), out);
  }

  @Override
  public DeadLetter decode(InputStream in) throws IOException {
    return DeadLetter.of(
        SourceRecordCoder.of().decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        NULLABLE_TEXT.decode(in));
  }
}
