package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.vectorstream.local.qdrant.payload.PayloadSelection;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.io.IOException;

/** Turns stored points into answers with the parts that were asked for. */
record PointSelection(PayloadSelection payload, VectorSelection vectors) {

  RetrievedPoint retrieved(SegmentPoints at) throws IOException {
    StoredPoint point = at.point();
    RetrievedPoint.Builder answer =
        RetrievedPoint.newBuilder().setId(point.id()).putAllPayload(payload.of(point));
    vectors.of(at).ifPresent(answer::setVectors);
    return answer.build();
  }

  ScoredPoint scored(SegmentPoints at, float score) throws IOException {
    StoredPoint point = at.point();
    ScoredPoint.Builder answer =
        ScoredPoint.newBuilder()
            .setId(point.id())
            .setVersion(point.version())
            .setScore(score)
            .putAllPayload(payload.of(point));
    vectors.of(at).ifPresent(answer::setVectors);
    return answer.build();
  }
}
