package io.vectorstream.embedding;

import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.CommerceEventCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.FloatCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Encodes an {@link EmbeddedEvent} as its event, the vector's length and its components. */
public final class EmbeddedEventCoder extends AtomicCoder<EmbeddedEvent> {

  private static final long serialVersionUID = 1L;
  private static final EmbeddedEventCoder INSTANCE = new EmbeddedEventCoder();
  private static final FloatCoder FLOAT = FloatCoder.of();
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
    for (float component : embedded.vector()) {
      FLOAT.encode(component, out);
    }
  }

  @Override
  public EmbeddedEvent decode(InputStream in) throws IOException {
    CommerceEvent event = CommerceEventCoder.of().decode(in);
    float[] vector = new float[INT.decode(in)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = FLOAT.decode(in);
    }
    return EmbeddedEvent.of(event, vector);
  }
}
