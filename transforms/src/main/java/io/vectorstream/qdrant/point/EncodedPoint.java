package io.vectorstream.qdrant.point;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;

/**
 * A point in the bytes that are sent.
 *
 * @param bytes those of a {@link PointStruct}, the id included
 */
public record EncodedPoint(PointId id, ByteString bytes) {

  /** The same to be read. */
  public PointStruct toStruct() {
    try {
      return PointStruct.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the bytes of a point are no point", e);
    }
  }
}
