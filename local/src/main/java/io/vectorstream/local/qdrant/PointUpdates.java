package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.vectorstream.local.qdrant.grpc.Answers;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.storage.UpsertRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What the calls that change points do. */
final class PointUpdates {
  private PointUpdates() {}

  static CompletableFuture<PointsOperationResponse> upsert(
      StoredCollection collection, UpsertRequest request, long start) {
    Failures.refuseIf(request.settings().hasShardKeySelector(), "shard keys");
    return answer(collection.upsert(request), request.settings().getWait(), start);
  }

  static CompletableFuture<PointsOperationResponse> delete(
      StoredCollection collection, DeletePoints request, long start) {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    CompletableFuture<Long> deletion =
        switch (request.getPoints().getPointsSelectorOneOfCase()) {
          case POINTS ->
              collection.delete(
                  request.getPoints().getPoints().getIdsList().stream()
                      .map(IdBytes::encode)
                      .toList());
          case FILTER ->
              collection.delete(collection.filter(true, request.getPoints().getFilter()));
          case POINTSSELECTORONEOF_NOT_SET ->
              throw Failures.wrongInput("PointsSelector is missing");
        };
    return answer(deletion, request.getWait(), start);
  }

  static CompletableFuture<PointsOperationResponse> createVectorName(
      StoredCollection collection, NewVectorName request, long start) throws IOException {
    collection.redefine(
        definition -> definition.withSparseVector(request.name(), request.sparse()));
    return answer(collection.awaitWrites(), request.isWaiting(), start);
  }

  static CompletableFuture<PointsOperationResponse> createIndex(
      StoredCollection collection, CreateFieldIndexCollection request, long start)
      throws IOException {
    collection.redefine(definition -> definition.withSchema(definition.schema().with(request)));
    return answer(collection.awaitWrites(), request.getWait(), start);
  }

  static CompletableFuture<PointsOperationResponse> deleteIndex(
      StoredCollection collection, DeleteFieldIndexCollection request, long start)
      throws IOException {
    PayloadPath.parse(request.getFieldName());
    collection.redefine(
        definition -> definition.withSchema(definition.schema().without(request.getFieldName())));
    return answer(collection.awaitWrites(), request.getWait(), start);
  }

  /**
   * Without {@code wait} the answer comes no earlier, only with the other status: a client that
   * does not wait gains nothing from a store that holds its unwritten points in memory.
   */
  private static CompletableFuture<PointsOperationResponse> answer(
      CompletableFuture<Long> write, boolean wait, long start) {
    return write.thenApply(
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
