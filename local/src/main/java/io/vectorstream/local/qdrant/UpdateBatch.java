package io.vectorstream.local.qdrant;

import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.local.qdrant.grpc.Answers;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.storage.UpsertRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Several changes in one call, in their order. It is no transaction: a bad one fails the call, and
 * those before it stay.
 */
final class UpdateBatch {
  private final StoredCollection collection;
  private final UpdateBatchPoints request;
  private final long start;

  UpdateBatch(StoredCollection collection, UpdateBatchPoints request, long start) {
    this.collection = collection;
    this.request = request;
    this.start = start;
  }

  CompletableFuture<UpdateBatchResponse> run() {
    if (request.getOperationsCount() == 0) {
      throw Failures.wrongInput("operations has to have at least 1 element");
    }
    request.getOperationsList().forEach(UpdateBatch::refuseUnsupported);
    List<CompletableFuture<PointsOperationResponse>> submitted = new ArrayList<>();
    for (PointsUpdateOperation operation : request.getOperationsList()) {
      try {
        submitted.add(submit(operation));
      } catch (StatusRuntimeException refusal) {
        submitted.add(CompletableFuture.failedFuture(refusal));
        break;
      }
    }
    return CompletableFuture.allOf(submitted.toArray(CompletableFuture[]::new))
        .thenApply(done -> answer(submitted));
  }

  private UpdateBatchResponse answer(List<CompletableFuture<PointsOperationResponse>> done) {
    UpdateBatchResponse.Builder answer = UpdateBatchResponse.newBuilder();
    done.forEach(operation -> answer.addResult(operation.join().getResult()));
    return answer.setTime(Answers.secondsSince(start)).build();
  }

  private CompletableFuture<PointsOperationResponse> submit(PointsUpdateOperation operation) {
    return operation.hasUpsert()
        ? PointUpdates.upsert(collection, upsert(operation.getUpsert()), start)
        : PointUpdates.delete(collection, delete(operation.getDeletePoints()), start);
  }

  private UpsertRequest upsert(PointStructList points) {
    UpsertPoints.Builder settings =
        UpsertPoints.newBuilder().setWait(request.getWait()).setUpdateMode(points.getUpdateMode());
    if (points.hasShardKeySelector()) {
      settings.setShardKeySelector(points.getShardKeySelector());
    }
    if (points.hasUpdateFilter()) {
      settings.setUpdateFilter(points.getUpdateFilter());
    }
    return UpsertRequest.of(settings.build(), points.getPointsList());
  }

  private DeletePoints delete(PointsUpdateOperation.DeletePoints points) {
    DeletePoints.Builder delete =
        DeletePoints.newBuilder().setWait(request.getWait()).setPoints(points.getPoints());
    if (points.hasShardKeySelector()) {
      delete.setShardKeySelector(points.getShardKeySelector());
    }
    return delete.build();
  }

  private static void refuseUnsupported(PointsUpdateOperation operation) {
    Failures.refuseIf(
        !operation.hasUpsert() && !operation.hasDeletePoints(),
        "batched operations of the kind " + operation.getOperationCase());
  }
}
