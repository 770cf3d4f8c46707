package io.vectorstream.local.qdrant.storage;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A point as a client has sent it: all but the payload is decoded.
 *
 * @param payload the bytes of a {@link Struct}
 */
record SentPoint(PointId id, byte[] payload, Vectors vectors) {
  private static final int ID = PointStruct.ID_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int PAYLOAD_ENTRY =
      PointStruct.PAYLOAD_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int VECTORS =
      PointStruct.VECTORS_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED;

  private static final ExtensionRegistryLite NO_EXTENSIONS =
      ExtensionRegistryLite.getEmptyRegistry();

  /** Refuses bytes that are no {@link PointStruct}. */
  static SentPoint parse(ByteString point) {
    try {
      return read(point.newCodedInput());
    } catch (InvalidProtocolBufferException e) {
      throw Failures.undecodable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SentPoint read(CodedInputStream point) throws IOException {
    PointId.Builder id = PointId.newBuilder();
    Vectors.Builder vectors = Vectors.newBuilder();
    // An entry of a point's payload has the form of an entry of a struct, only another number.
    UnknownFieldSet.Field.Builder entries = UnknownFieldSet.Field.newBuilder();
    for (int tag = point.readTag(); tag != 0; tag = point.readTag()) {
      switch (tag) {
        case ID -> point.readMessage(id, NO_EXTENSIONS);
        case PAYLOAD_ENTRY -> entries.addLengthDelimited(point.readBytes());
        case VECTORS -> point.readMessage(vectors, NO_EXTENSIONS);
        default -> point.skipField(tag);
      }
    }
    byte[] payload =
        UnknownFieldSet.newBuilder()
            .addField(Struct.FIELDS_FIELD_NUMBER, entries.build())
            .build()
            .toByteArray();
    return new SentPoint(id.build(), payload, vectors.build());
  }
}
