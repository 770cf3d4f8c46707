package io.vectorstream.embedding;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Encodes an {@link Embedded} as its element, by the element's own coder, its text, the vector's
 * length and its components.
 */
final class EmbeddedCoder<T> extends StructuredCoder<Embedded<T>> {

  private static final long serialVersionUID = 1L;
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  private final Coder<T> elements;

  EmbeddedCoder(Coder<T> elements) {
    this.elements = elements;
  }

  @Override
  public void encode(Embedded<T> embedded, OutputStream out) throws IOException {
    elements.encode(embedded.element(), out);
    TEXT.encode(embedded.text(), out);
    INT.encode(embedded.vector().length, out);
    ByteBuffer components = ByteBuffer.allocate(Float.BYTES * embedded.vector().length);
    components.asFloatBuffer().put(embedded.vector());
    out.write(components.array());
  }

  @Override
  public Embedded<T> decode(InputStream in) throws IOException {
    T element = elements.decode(in);
    String text = TEXT.decode(in);
    float[] vector = new float[INT.decode(in)];
    byte[] components = new byte[Float.BYTES * vector.length];
    ByteStreams.readFully(in, components);
    ByteBuffer.wrap(components).asFloatBuffer().get(vector);
    return Embedded.of(element, text, vector);
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
