package io.vectorstream.local.qdrant;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** A place among the points of one segment. It moves forward only. */
final class SegmentPoints {
  private final LeafReaderContext leaf;
  private final Bits live;
  private final BinaryDocValues points;
  private final StoredPoint point = new StoredPoint();
  private BinaryDocValues vectors;
  private int current = -1;

  SegmentPoints(LeafReaderContext leaf) throws IOException {
    this.leaf = leaf;
    this.live = leaf.reader().getLiveDocs();
    this.points = leaf.reader().getBinaryDocValues(PointStore.POINT);
  }

  boolean isLive(int doc) {
    return live == null || live.get(doc);
  }

  void moveTo(int doc) {
    current = doc;
  }

  int current() {
    return current;
  }

  /** Where the point is among the points of all segments. */
  int globalDoc() {
    return leaf.docBase + current;
  }

  StoredPoint point() throws IOException {
    if (points.docID() != current && !points.advanceExact(current)) {
      throw new IllegalStateException("document " + current + " is no point");
    }
    return point.moveTo(points.binaryValue());
  }

  BytesRef vector() throws IOException {
    if (vectors == null) {
      vectors = leaf.reader().getBinaryDocValues(PointStore.VECTOR);
    }
    if (!vectors.advanceExact(current)) {
      throw new IllegalStateException("document " + current + " has no vector");
    }
    return vectors.binaryValue();
  }

  float[] decodedVector() throws IOException {
    BytesRef bytes = vector();
    return Vectors.decode(bytes.bytes, bytes.offset, bytes.length);
  }
}
