package io.vectorstream.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** Encodes an {@link Unembeddable} with its element's own coder. */
final class UnembeddableCoder<T> extends StructuredCoder<Unembeddable<T>> {

  private static final long serialVersionUID = 1L;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final Coder<String> NULLABLE_TEXT = NullableCoder.of(TEXT);

  private final Coder<T> elements;

  UnembeddableCoder(Coder<T> elements) {
    this.elements = elements;
  }

  @Override
  public void encode(Unembeddable<T> unembeddable, OutputStream out) throws IOException {
    elements.encode(unembeddable.element(), out);
    TEXT.encode(unembeddable.reason(), out);
    NULLABLE_TEXT.encode(unembeddable.exceptionClass(), out);
  }

  @Override
  public Unembeddable<T> decode(InputStream in) throws IOException {
    return Unembeddable.of(elements.decode(in), TEXT.decode(in), NULLABLE_TEXT.decode(in));
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
