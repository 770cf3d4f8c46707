package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vectors;

/** A point as a client has sent it, decoded no further than it has to be. */
final class SentPoint implements WireFields.Visitor {
  private final PointId.Builder id = PointId.newBuilder();
  private final UnknownFieldSet.Field.Builder payload = UnknownFieldSet.Field.newBuilder();
  private ByteString vectors = ByteString.EMPTY;

  private SentPoint() {}

  /** Refuses bytes that are no {@link PointStruct}. */
  static SentPoint parse(ByteString bytes) {
    SentPoint point = new SentPoint();
    WireFields.read(bytes, point);
    return point;
  }

  @Override
  public void visit(int number, ByteString content) throws InvalidProtocolBufferException {
    switch (number) {
      case PointStruct.ID_FIELD_NUMBER -> id.mergeFrom(content);
      case PointStruct.PAYLOAD_FIELD_NUMBER -> payload.addLengthDelimited(content);
      case PointStruct.VECTORS_FIELD_NUMBER -> vectors = content;
      default -> {}
    }
  }

  PointId id() {
    return id.build();
  }

  /** The bytes of a {@link Struct}, whose entries have the form of those of a point's payload. */
  byte[] payload() {
    return UnknownFieldSet.newBuilder()
        .addField(Struct.FIELDS_FIELD_NUMBER, payload.build())
        .build()
        .toByteArray();
  }

  /** The bytes of {@link Vectors}. */
  ByteString vectors() {
    return vectors;
  }
}
