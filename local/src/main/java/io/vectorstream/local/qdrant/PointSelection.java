package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.vectorstream.local.qdrant.payload.PayloadSelection;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;

/** Turns stored points into answers with the parts that were asked for. */
record PointSelection(PayloadSelection payload, VectorSelection vectors) {

  static PointSelection of(StoredCollection collection, QueryPoints request) {
    return new PointSelection(
        PayloadSelection.of(request.hasWithPayload(), request.getWithPayload(), false),
        VectorSelection.of(collection.definition().vectors(), request.getWithVectors()));
  }

  static PointSelection of(StoredCollection collection, ScrollPoints request) {
    return new PointSelection(
        PayloadSelection.of(request.hasWithPayload(), request.getWithPayload(), true),
        VectorSelection.of(collection.definition().vectors(), request.getWithVectors()));
  }

  RetrievedPoint.Builder retrieved(SegmentPoints at) throws IOException {
    StoredPoint point = at.point();
    RetrievedPoint.Builder answer =
        RetrievedPoint.newBuilder().setId(point.id()).putAllPayload(payload.of(point));
    vectors.of(at).ifPresent(answer::setVectors);
    return answer;
  }

  ScoredPoint.Builder scored(SegmentPoints at, float score) throws IOException {
    StoredPoint point = at.point();
    ScoredPoint.Builder answer =
        ScoredPoint.newBuilder()
            .setId(point.id())
            .setVersion(point.version())
            .setScore(score)
            .putAllPayload(payload.of(point));
    vectors.of(at).ifPresent(answer::setVectors);
    return answer;
  }
}
