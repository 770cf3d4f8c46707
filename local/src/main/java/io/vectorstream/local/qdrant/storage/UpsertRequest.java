package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.List;

/**
 * A call that stores points, which are not decoded yet: most of their bytes are stored as they are.
 *
 * @param settings the call without its points
 * @param points each the bytes of a {@code PointStruct}
 */
public record UpsertRequest(UpsertPoints settings, List<ByteString> points) {
  /** A call whose points are decoded already. */
  public static UpsertRequest of(UpsertPoints settings, List<PointStruct> points) {
    return new UpsertRequest(settings, points.stream().map(PointStruct::toByteString).toList());
  }

  /** Refuses what is no {@link UpsertPoints}. */
  public static UpsertRequest parse(UnknownFieldSet fields) {
    int points = UpsertPoints.POINTS_FIELD_NUMBER;
    UnknownFieldSet settings = UnknownFieldSet.newBuilder(fields).clearField(points).build();
    try {
      return new UpsertRequest(
          UpsertPoints.parseFrom(settings.toByteString()),
          fields.getField(points).getLengthDelimitedList());
    } catch (InvalidProtocolBufferException e) {
      throw Failures.undecodable(e);
    }
  }
}
