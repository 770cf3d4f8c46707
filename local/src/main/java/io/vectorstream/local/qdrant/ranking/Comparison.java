package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.io.IOException;

/** A query's vector, to be compared with those of the points as they are at one moment. */
interface Comparison {
  /** Visits the points that can be compared and pass, in ascending documents. */
  void forEach(Verdicts verdicts, HitVisitor visitor) throws IOException;

  /** Visits one point, if it can be compared. */
  void compare(SegmentPoints at, HitVisitor visitor) throws IOException;
}
