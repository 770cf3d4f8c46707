package io.vectorstream.pipeline.items;

import io.vectorstream.qdrant.point.QdrantPointCoder;
import io.vectorstream.source.SourceRecordCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Encodes removals field by field. */
final class RemovalCoder extends AtomicCoder<Removal> {

  private static final long serialVersionUID = 1L;

  @Override
  public void encode(Removal removal, OutputStream out) throws IOException {
    SourceRecordCoder.of().encode(removal.source(), out);
    QdrantPointCoder.of().encode(removal.deletion(), out);
    VarIntCoder.of().encode(removal.index(), out);
    BooleanCoder.of().encode(removal.ofItem(), out);
  }

  @Override
  public Removal decode(InputStream in) throws IOException {
    return new Removal(
        SourceRecordCoder.of().decode(in),
        QdrantPointCoder.of().decode(in),
        VarIntCoder.of().decode(in),
        BooleanCoder.of().decode(in));
  }
}
