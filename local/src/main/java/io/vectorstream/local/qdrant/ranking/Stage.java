package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.storage.PointReader;
import java.io.IOException;

/** A query, or a part of one that another part goes on from. */
@FunctionalInterface
public interface Stage {
  /** Ranks the points of one moment. */
  Ranking on(PointReader points) throws IOException;
}
