package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Encodes ids as Qdrant's protobuf messages. */
final class PointIdCoder extends AtomicCoder<PointId> {

  private static final long serialVersionUID = 1L;
  private static final PointIdCoder INSTANCE = new PointIdCoder();

  private PointIdCoder() {}

  static PointIdCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(PointId id, OutputStream out) throws IOException {
    id.writeDelimitedTo(out);
  }

  @Override
  public PointId decode(InputStream in) throws IOException {
    return PointId.parseDelimitedFrom(in);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
