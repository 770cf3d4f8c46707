package io.vectorstream.qdrant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** Encodes a {@link Rejected} with its element's own coder. */
final class RejectedCoder<T> extends StructuredCoder<Rejected<T>> {

  private static final long serialVersionUID = 1L;
  private static final Coder<String> TEXT = NullableCoder.of(StringUtf8Coder.of());

  private final Coder<T> elements;

  RejectedCoder(Coder<T> elements) {
    this.elements = elements;
  }

  @Override
  public void encode(Rejected<T> rejected, OutputStream out) throws IOException {
    elements.encode(rejected.element(), out);
    TEXT.encode(rejected.reason(), out);
    TEXT.encode(rejected.exceptionClass(), out);
  }

  @Override
  public Rejected<T> decode(InputStream in) throws IOException {
    return Rejected.of(elements.decode(in), TEXT.decode(in), TEXT.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(elements);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    elements.verifyDeterministic();
  }
}
