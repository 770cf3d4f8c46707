package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.io.IOException;

/** A query's vector, to be compared with those of the points as they are at one moment. */
public interface Comparison {
  /** Takes points one by one; what it is given moves on afterwards. */
  interface Visitor {
    /** Takes a point. */
    void visit(float similarity, SegmentPoints at) throws IOException;

    /** Whether points of this similarity count; those that do not may be kept from it. */
    default boolean wants(float similarity) {
      return true;
    }
  }

  /** Visits the points that can be compared and pass the filter, in ascending documents. */
  void forEach(PointFilter filter, Visitor visitor) throws IOException;

  /** Visits one point, if it can be compared. */
  void compare(SegmentPoints at, Visitor visitor) throws IOException;
}
