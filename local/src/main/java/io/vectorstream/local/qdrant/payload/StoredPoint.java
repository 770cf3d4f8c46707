package io.vectorstream.local.qdrant.payload;

import com.google.common.primitives.Bytes;
import io.qdrant.client.grpc.Common.PointId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * A point as it lies in the store, except for its vector: version, id and payload in one run of
 * bytes, so that a filter reads one value per point and decodes no more of it than it asks for.
 *
 * <p>An instance is a window that moves from point to point; keep none of its answers' bytes.
 */
public final class StoredPoint {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int start;
  private int end;

  /**
   * The bytes of a point whose version is still to be set.
   *
   * @param id see {@link IdBytes}
   * @param payload those of a struct, as a client has sent them
   */
  public static byte[] encode(byte[] id, byte[] payload) {
    byte[] stored = StorablePayload.isIn(payload) ? payload : PayloadBytes.encode(payload);
    return Bytes.concat(new byte[Long.BYTES], id, stored);
  }

  /** Sets the version in the bytes of a point. */
  public static void setVersion(byte[] bytes, long version) {
    LONG.set(bytes, 0, version);
  }

  /** Moves to the point that these bytes hold. */
  public StoredPoint moveTo(BytesRef value) {
    bytes = value.bytes;
    start = value.offset;
    end = value.offset + value.length;
    return this;
  }

  /** The number of the operation that stored the point. */
  public long version() {
    return (long) LONG.get(bytes, start);
  }

  /** The point's id. */
  public PointId id() {
    return IdBytes.decode(bytes, idStart());
  }

  /** Whether the point has this id; see {@link IdBytes}. */
  public boolean hasId(byte[] id) {
    return Arrays.equals(bytes, idStart(), payloadStart(), id, 0, id.length);
  }

  /** A copy of the id's bytes; see {@link IdBytes}. */
  public byte[] idBytes() {
    return Arrays.copyOfRange(bytes, idStart(), payloadStart());
  }

  byte[] bytes() {
    return bytes;
  }

  int payloadStart() {
    return idStart() + IdBytes.length(bytes[idStart()]);
  }

  int payloadEnd() {
    return end;
  }

  private int idStart() {
    return start + Long.BYTES;
  }
}
