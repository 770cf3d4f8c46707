package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.io.IOException;

/** Turns stored points into answers with the parts that were asked for. */
record PointSelection(PayloadSelection payload, boolean vectors) {

  static PointSelection of(PayloadSelection payload, WithVectorsSelector vectors) {
    Failures.refuseIf(vectors.hasInclude(), "selecting vectors by name");
    return new PointSelection(payload, vectors.getEnable());
  }

  RetrievedPoint retrieved(SegmentPoints at) throws IOException {
    StoredPoint point = at.point();
    RetrievedPoint.Builder answer =
        RetrievedPoint.newBuilder().setId(point.id()).putAllPayload(payload.of(point));
    if (vectors) {
      answer.setVectors(vectors(at));
    }
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
    if (vectors) {
      answer.setVectors(vectors(at));
    }
    return answer.build();
  }

  @SuppressWarnings("deprecation") // clients read the old field or the new one
  private static VectorsOutput vectors(SegmentPoints at) throws IOException {
    VectorOutput.Builder vector = VectorOutput.newBuilder();
    DenseVector.Builder dense = DenseVector.newBuilder();
    for (float value : at.decodedVector()) {
      vector.addData(value);
      dense.addData(value);
    }
    return VectorsOutput.newBuilder().setVector(vector.setDense(dense)).build();
  }
}
