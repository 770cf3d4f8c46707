package io.vectorstream.qdrant.write;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.qdrant.point.EncodedPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The points of one collection on a server. Safe for several threads. */
final class GrpcPointClient implements PointClient {

  private final QdrantClient client;
  private final String collection;

  GrpcPointClient(QdrantClient client, String collection) {
    this.client = client;
    this.collection = collection;
  }

  @Override
  public ListenableFuture<UpdateResult> upsert(List<EncodedPoint> points, List<Condition> unless) {
    UpsertPoints.Builder request =
        UpsertPoints.newBuilder()
            .setCollectionName(collection)
            .setWait(true)
            .setUnknownFields(encoded(points));
    if (!unless.isEmpty()) {
      request.setUpdateFilter(Filter.newBuilder().addAllMustNot(unless));
    }
    return client.upsertAsync(request.build());
  }

  /** The points of a call, as a field that is sent and not known: it need not be encoded again. */
  private static UnknownFieldSet encoded(List<EncodedPoint> points) {
    UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
    points.forEach(point -> field.addLengthDelimited(point.bytes()));
    return UnknownFieldSet.newBuilder()
        .addField(UpsertPoints.POINTS_FIELD_NUMBER, field.build())
        .build();
  }

  @Override
  public ListenableFuture<UpdateResult> delete(List<PointId> ids, List<Condition> unless) {
    PointsSelector.Builder selector = PointsSelector.newBuilder();
    if (unless.isEmpty()) {
      selector.setPoints(PointsIdsList.newBuilder().addAllIds(ids));
    } else {
      selector.setFilter(
          Filter.newBuilder().addMust(ConditionFactory.hasId(ids)).addAllMustNot(unless));
    }
    return client.deleteAsync(
        DeletePoints.newBuilder()
            .setCollectionName(collection)
            .setWait(true)
            .setPoints(selector)
            .build());
  }

  @Override
  public ListenableFuture<Set<PointId>> stored(List<PointId> ids) {
    GetPoints request = GetPoints.newBuilder().setCollectionName(collection).addAllIds(ids).build();
    return Futures.transform(
        client.retrieveAsync(request, null),
        points -> points.stream().map(RetrievedPoint::getId).collect(Collectors.toSet()),
        MoreExecutors.directExecutor());
  }

  @Override
  public ListenableFuture<Map<PointId, Map<String, Value>>> payloads(
      List<PointId> ids, String field) {
    GetPoints request =
        GetPoints.newBuilder()
            .setCollectionName(collection)
            .addAllIds(ids)
            .setWithPayload(WithPayloadSelectorFactory.include(List.of(field)))
            .build();
    return Futures.transform(
        client.retrieveAsync(request, null),
        points ->
            points.stream()
                .collect(Collectors.toMap(RetrievedPoint::getId, RetrievedPoint::getPayloadMap)),
        MoreExecutors.directExecutor());
  }
}
