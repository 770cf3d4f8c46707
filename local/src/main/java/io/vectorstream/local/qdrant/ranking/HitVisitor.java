package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.io.IOException;

/** Takes compared points one by one; what it is given moves on afterwards. */
@FunctionalInterface
public interface HitVisitor {
  /** Takes a point. */
  void visit(float similarity, SegmentPoints at) throws IOException;

  /** Whether points of this similarity count; those that do not may be kept from it. */
  default boolean wants(float similarity) {
    return true;
  }
}
