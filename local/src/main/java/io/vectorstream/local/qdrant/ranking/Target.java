package io.vectorstream.local.qdrant.ranking;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.vector.Metric;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.SparseSpace;
import io.vectorstream.local.qdrant.vector.VectorSpace;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.io.IOException;

/**
 * What points are compared with: a vector that the query gives, or that of a stored point.
 *
 * @param metric how it is compared
 * @param source takes the vector to the points of one moment
 */
record Target(Metric metric, Source source) {
  /** Where the vector comes from. */
  @FunctionalInterface
  interface Source {
    Comparison on(PointReader points) throws IOException;
  }

  static Target of(VectorSpaces spaces, String name, VectorInput input) {
    return switch (input.getVariantCase()) {
      case DENSE -> {
        VectorSpace space = spaces.dense(name);
        float[] vector = space.prepare(input.getDense());
        yield new Target(
            space.metric(), points -> new DenseComparison(points, name, space.metric(), vector));
      }
      case SPARSE -> {
        SparseNumbers vector = SparseNumbers.of(input.getSparse());
        SparseSpace space = spaces.sparse(name);
        yield new Target(Metric.DOT, points -> SparseComparison.of(points, name, space, vector));
      }
      case ID ->
          spaces.isSparse(name)
              ? sparse(spaces.sparse(name), name, input.getId())
              : dense(spaces.dense(name), name, input.getId());
      default ->
          throw Failures.unsupported("queries by vectors of the kind " + input.getVariantCase());
    };
  }

  private static Target dense(VectorSpace space, String name, PointId id) {
    return new Target(
        space.metric(),
        points ->
            new DenseComparison(
                points,
                name,
                space.metric(),
                find(points, id)
                    .denseVector(name)
                    .orElseThrow(() -> Failures.noSuchVectorOfPoint(name))));
  }

  private static Target sparse(SparseSpace space, String name, PointId id) {
    return new Target(
        Metric.DOT,
        points ->
            SparseComparison.of(
                points,
                name,
                space,
                find(points, id)
                    .sparseVector(name)
                    .orElseThrow(() -> Failures.noSuchVectorOfPoint(name))));
  }

  private static SegmentPoints find(PointReader points, PointId id) throws IOException {
    return points
        .find(IdBytes.encode(id))
        .orElseThrow(() -> Failures.noSuchPoint(IdBytes.describe(id)));
  }
}
