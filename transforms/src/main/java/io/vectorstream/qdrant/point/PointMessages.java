package io.vectorstream.qdrant.point;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points.PointStruct;

/**
 * Encodes points as Qdrant's client would, in one go: protobuf goes over a message once to measure
 * it and once to write it, and makes an entry of each field of a payload each time. Points that
 * share their vectors share the bytes of those. Used by one thread.
 */
public final class PointMessages {

  private final VectorMessages vectors = new VectorMessages();
  private final MessageBuffer buffer = new MessageBuffer();

  /** One that has encoded nothing yet. */
  public PointMessages() {}

  /**
   * A point as it is sent; of a deletion the id alone.
   *
   * @throws IllegalArgumentException if the payload holds a number that is not finite, which Qdrant
   *     refuses, or nests deeper than {@value Payloads#NESTING_LIMIT}
   */
  public EncodedPoint encode(QdrantPoint point) {
    ByteString last = point.isDeletion() ? ByteString.EMPTY : vectors.shared(point);
    buffer.clear();
    if (!point.isDeletion()) {
      buffer.putLength(PointStruct.VECTORS_FIELD_NUMBER, last.size());
      buffer.putFields(EncodedPayload.of(point.payload()).bytes());
    }
    buffer.putBytes(PointStruct.ID_FIELD_NUMBER, point.id().toByteString());
    return new EncodedPoint(point.id(), buffer.toByteString().concat(last));
  }
}
