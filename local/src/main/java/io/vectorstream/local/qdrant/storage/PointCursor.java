package io.vectorstream.local.qdrant.storage;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;

/** Moves among the points of all segments in any order. */
public final class PointCursor {
  private final List<LeafReaderContext> leaves;
  private final SegmentPoints[] points;

  PointCursor(DirectoryReader reader) {
    leaves = reader.leaves();
    points = new SegmentPoints[leaves.size()];
  }

  /** Moves to a point; the answer moves on with the next call. */
  public SegmentPoints moveTo(int globalDoc) throws IOException {
    int index = ReaderUtil.subIndex(globalDoc, leaves);
    LeafReaderContext leaf = leaves.get(index);
    int doc = globalDoc - leaf.docBase;
    if (points[index] == null || points[index].current() > doc) {
      points[index] = new SegmentPoints(leaf);
    }
    points[index].moveTo(doc);
    return points[index];
  }
}
