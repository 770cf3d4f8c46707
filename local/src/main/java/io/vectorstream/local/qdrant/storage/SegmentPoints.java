package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.SparseBytes;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A place among the points of one segment. It moves forward only. */
public final class SegmentPoints {
  private final LeafReaderContext leaf;
  private final Bits live;
  private final BinaryDocValues points;
  private final StoredPoint point = new StoredPoint();
  private final Map<String, BinaryDocValues> vectors = new HashMap<>();
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
  public int globalDoc() {
    return leaf.docBase + current;
  }

  /** The point here, until this moves on. */
  public StoredPoint point() throws IOException {
    if (points.docID() != current && !points.advanceExact(current)) {
      throw new IllegalStateException("document " + current + " is no point");
    }
    return point.moveTo(points.binaryValue());
  }

  /** The bytes of the vector of this name, dense or sparse, or null if the point has none. */
  public @Nullable BytesRef vector(String name) throws IOException {
    BinaryDocValues values = vectors.get(name);
    if (values == null) {
      values = DocValues.getBinary(leaf.reader(), PointStore.vectorField(name));
      vectors.put(name, values);
    }
    return values.advanceExact(current) ? values.binaryValue() : null;
  }

  /** The dense vector of this name, if the point has one. */
  public Optional<float[]> denseVector(String name) throws IOException {
    return Optional.ofNullable(vector(name))
        .map(bytes -> VectorBytes.decode(bytes.bytes, bytes.offset, bytes.length));
  }

  /** The sparse vector of this name, if the point has one. */
  public Optional<SparseNumbers> sparseVector(String name) throws IOException {
    return Optional.ofNullable(vector(name))
        .map(bytes -> SparseBytes.decode(bytes.bytes, bytes.offset, bytes.length));
  }
}
