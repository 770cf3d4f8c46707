package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;

/**
 * What a filter says of points. It is asked but once of each, however many comparisons it serves.
 */
final class Verdicts {
  private final PointFilter filter;
  private final FixedBitSet passed;
  private final FixedBitSet failed;

  Verdicts(PointFilter filter, int documents) {
    this.filter = filter;
    this.passed = new FixedBitSet(documents);
    this.failed = new FixedBitSet(documents);
  }

  /** Whether all points pass. */
  boolean letAllThrough() {
    return filter == PointFilter.ALL;
  }

  /** Whether the point is known to fail. */
  boolean knowToFail(SegmentPoints at) {
    return failed.get(at.globalDoc());
  }

  /** Whether the point passes. */
  boolean pass(SegmentPoints at) throws IOException {
    int doc = at.globalDoc();
    if (letAllThrough() || passed.get(doc)) {
      return true;
    }
    if (failed.get(doc)) {
      return false;
    }
    boolean passes = filter.matches(at.point());
    (passes ? passed : failed).set(doc);
    return passes;
  }
}
