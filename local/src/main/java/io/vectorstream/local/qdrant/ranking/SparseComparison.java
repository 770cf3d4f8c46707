package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.storage.SparseIndex;
import io.vectorstream.local.qdrant.vector.SparseBytes;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.SparseSpace;
import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/** Compares a sparse vector with those of a name that have an index in common with it. */
final class SparseComparison implements Comparison {
  private final SparseIndex index;
  private final String name;
  private final SparseNumbers target;

  private SparseComparison(SparseIndex index, String name, SparseNumbers target) {
    this.index = index;
    this.name = name;
    this.target = target;
  }

  static SparseComparison of(
      PointReader points, String name, SparseSpace space, SparseNumbers target) throws IOException {
    SparseIndex index = points.sparse(name);
    return new SparseComparison(index, name, space.idf() ? weighted(target, index) : target);
  }

  private static SparseNumbers weighted(SparseNumbers target, SparseIndex index)
      throws IOException {
    long vectors = index.vectors();
    float[] values = new float[target.size()];
    for (int place = 0; place < values.length; place++) {
      long having = index.having(target.index(place));
      values[place] = target.value(place) * SparseSpace.idf(vectors, having);
    }
    return target.withValues(values);
  }

  /** Asks the filter last: most points are no better than those that are there already. */
  @Override
  public void forEach(Verdicts verdicts, HitVisitor visitor) throws IOException {
    index.forEachSharing(
        target,
        at -> {
          if (!verdicts.knowToFail(at)) {
            float similarity = similarity(at.vector(name));
            if (counts(similarity, verdicts) && visitor.wants(similarity) && verdicts.pass(at)) {
              visitor.visit(similarity, at);
            }
          }
          return true;
        });
  }

  @Override
  public void compare(SegmentPoints at, HitVisitor visitor) throws IOException {
    BytesRef stored = at.vector(name);
    if (stored != null
        && SparseBytes.overlaps(target, stored.bytes, stored.offset, stored.length)) {
      visitor.visit(similarity(stored), at);
    }
  }

  private float similarity(BytesRef stored) {
    return SparseBytes.dotProduct(target, stored.bytes, stored.offset, stored.length);
  }

  /**
   * As in Qdrant, which adds up the lists of its index where nothing filters, and cannot tell 0 and
   * NaN from no hit there. Where something filters, it looks at the points themselves.
   */
  private static boolean counts(float similarity, Verdicts verdicts) {
    return !verdicts.letAllThrough() || similarity != 0 && !Float.isNaN(similarity);
  }
}
