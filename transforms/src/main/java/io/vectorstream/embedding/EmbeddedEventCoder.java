package io.vectorstream.embedding;

import com.google.common.io.ByteStreams;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.CommerceEventCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Encodes an {@link EmbeddedEvent} as its event, the vector's length and its components. */
public final class EmbeddedEventCoder extends AtomicCoder<EmbeddedEvent> {

  private static final long serialVersionUID = 1L;
  private static final EmbeddedEventCoder INSTANCE = new EmbeddedEventCoder();
  private static final VarIntCoder INT = VarIntCoder.of();

  private EmbeddedEventCoder() {}

  /** The one instance. */
  public static EmbeddedEventCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(EmbeddedEvent embedded, OutputStream out) throws IOException {
    CommerceEventCoder.of().encode(embedded.event(), out);
    INT.encode(embedded.vector().length, out);
    ByteBuffer components = ByteBuffer.allocate(Float.BYTES * embedded.vector().length);
    components.asFloatBuffer().put(embedded.vector());
    out.write(components.array());
  }

  @Override
  public EmbeddedEvent decode(InputStream in) throws IOException {
    CommerceEvent event = CommerceEventCoder.of().decode(in);
    float[] vector = new float[INT.decode(in)];
    byte[] components = new byte[Float.BYTES * vector.length];
    ByteStreams.readFully(in, components);
    ByteBuffer.wrap(components).asFloatBuffer().get(vector);
    return EmbeddedEvent.of(event, vector);
  }
}
