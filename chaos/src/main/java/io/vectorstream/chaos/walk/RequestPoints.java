package io.vectorstream.chaos.walk;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks into the requests to a store for the points that they are about. */
final class RequestPoints {

  private RequestPoints() {}

  /** The points that a request writes, deletes or asks for by id; none for any other method. */
  static List<String> ids(String method, byte[] request) {
    return points(method, request).map(PointId::getUuid).toList();
  }

  /** An upsert with those points left out of it. */
  static byte[] without(Predicate<String> unwanted, byte[] upsert) {
    try {
      UpsertPoints points = UpsertPoints.parseFrom(upsert);
      List<PointStruct> rest =
          points.getPointsList().stream()
              .filter(point -> !unwanted.test(point.getId().getUuid()))
              .toList();
      return points.toBuilder().clearPoints().addAllPoints(rest).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isUpsert(String method) {
    return method.equals(PointsGrpc.getUpsertMethod().getFullMethodName());
  }

  static boolean isRead(String method) {
    return method.equals(PointsGrpc.getGetMethod().getFullMethodName());
  }

  private static Stream<PointId> points(String method, byte[] request) {
    try {
      if (isUpsert(method)) {
        return UpsertPoints.parseFrom(request).getPointsList().stream().map(PointStruct::getId);
      }
      if (isRead(method)) {
        return GetPoints.parseFrom(request).getIdsList().stream();
      }
      if (method.equals(PointsGrpc.getDeleteMethod().getFullMethodName())) {
        return DeletePoints.parseFrom(request).getPoints().getPoints().getIdsList().stream();
      }
      if (method.equals(PointsGrpc.getUpdateBatchMethod().getFullMethodName())) {
        return UpdateBatchPoints.parseFrom(request).getOperationsList().stream()
            .flatMap(RequestPoints::points);
      }
      return Stream.of();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<PointId> points(PointsUpdateOperation operation) {
    return Stream.concat(
        operation.getUpsert().getPointsList().stream().map(PointStruct::getId),
        operation.getDeletePoints().getPoints().getPoints().getIdsList().stream());
  }
}
