package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Answers;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What the calls that change points do. */
final class PointWrites {
  private static final Write NOTHING = store -> {};

  private PointWrites() {}

  static CompletableFuture<PointsOperationResponse> upsert(
      StoredCollection collection, UpsertPoints request, long start) {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    List<NewPoint> points = collection.encoder().encode(request.getPointsList());
    PointFilter replaceable =
        request.hasUpdateFilter()
            ? collection.filters().compile(request.getUpdateFilter())
            : PointFilter.ALL;
    return submit(
        collection,
        new Upsert(points, request.getUpdateMode(), replaceable),
        request.getWait(),
        start);
  }

  static CompletableFuture<PointsOperationResponse> delete(
      StoredCollection collection, DeletePoints request, long start) {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    Write write =
        switch (request.getPoints().getPointsSelectorOneOfCase()) {
          case POINTS -> {
            List<byte[]> ids =
                request.getPoints().getPoints().getIdsList().stream()
                    .map(IdBytes::encode)
                    .collect(Collectors.toList());
            yield store -> store.delete(ids);
          }
          case FILTER -> {
            PointFilter filter = collection.filters().compile(request.getPoints().getFilter());
            yield store -> store.delete(store.read(points -> points.ids(filter)));
          }
          case POINTSSELECTORONEOF_NOT_SET ->
              throw Failures.wrongInput("PointsSelector is missing");
        };
    return submit(collection, write, request.getWait(), start);
  }

  static CompletableFuture<PointsOperationResponse> createIndex(
      StoredCollection collection, CreateFieldIndexCollection request, long start)
      throws IOException {
    collection.redefine(definition -> definition.withSchema(definition.schema().with(request)));
    return submit(collection, NOTHING, request.getWait(), start);
  }

  static CompletableFuture<PointsOperationResponse> deleteIndex(
      StoredCollection collection, DeleteFieldIndexCollection request, long start)
      throws IOException {
    PayloadPath.parse(request.getFieldName());
    collection.redefine(
        definition -> definition.withSchema(definition.schema().without(request.getFieldName())));
    return submit(collection, NOTHING, request.getWait(), start);
  }

  /**
   * Without {@code wait} the answer comes no earlier, only with the other status: a client that
   * does not wait gains nothing from a store that holds its unwritten points in memory.
   */
  private static CompletableFuture<PointsOperationResponse> submit(
      StoredCollection collection, Write write, boolean wait, long start) {
    return collection
        .submit(write)
        .thenApply(
            operation ->
                PointsOperationResponse.newBuilder()
                    .setResult(
                        UpdateResult.newBuilder()
                            .setOperationId(operation)
                            .setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged))
                    .setTime(Answers.secondsSince(start))
                    .build());
  }
}
