package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.vector.Metric;
import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/** Compares a dense vector with every one of a name. */
final class DenseComparison implements Comparison {
  private final PointReader points;
  private final String name;
  private final Metric metric;
  private final float[] target;

  DenseComparison(PointReader points, String name, Metric metric, float[] target) {
    this.points = points;
    this.name = name;
    this.metric = metric;
    this.target = target;
  }

  @Override
  public void forEach(Verdicts verdicts, HitVisitor visitor) throws IOException {
    points.forEach(
        PointFilter.ALL,
        at -> {
          if (verdicts.pass(at)) {
            compare(at, visitor);
          }
          return true;
        });
  }

  @Override
  public void compare(SegmentPoints at, HitVisitor visitor) throws IOException {
    BytesRef stored = at.vector(name);
    if (stored != null) {
      visitor.visit(metric.similarity(target, stored.bytes, stored.offset), at);
    }
  }
}
