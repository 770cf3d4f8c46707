package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The vectors of a point as a client has sent them.
 *
 * @param areNamed whether they have names; otherwise there is a single one, whose name is empty
 * @param byName each the bytes of a {@link Vector}
 */
record SentVectors(boolean areNamed, Map<String, ByteString> byName) {
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** Refuses bytes that are no {@link Vectors}. */
  static SentVectors parse(ByteString vectors) {
    AtomicReference<SentVectors> last = new AtomicReference<>();
    WireFields.read(
        vectors,
        (number, content) -> {
          if (number == Vectors.VECTOR_FIELD_NUMBER) {
            last.set(new SentVectors(false, Map.of(VectorSpaces.UNNAMED, content)));
          } else if (number == Vectors.VECTORS_FIELD_NUMBER) {
            last.set(new SentVectors(true, byName(content)));
          }
        });
    if (last.get() == null) {
      throw Failures.wrongInput("Expected some vectors");
    }
    return last.get();
  }

  private static Map<String, ByteString> byName(ByteString named) {
    Map<String, ByteString> byName = new LinkedHashMap<>();
    WireFields.read(
        named,
        (number, entry) -> {
          if (number == NamedVectors.VECTORS_FIELD_NUMBER) {
            Entry read = new Entry();
            WireFields.read(entry, read);
            byName.put(read.key, read.value);
          }
        });
    return byName;
  }

  private static final class Entry implements WireFields.Visitor {
    private String key = "";
    private ByteString value = ByteString.EMPTY;

    @Override
    public void visit(int number, ByteString content) {
      if (number == KEY) {
        key = content.toStringUtf8();
      } else if (number == VALUE) {
        value = content;
      }
    }
  }
}
