package io.vectorstream.local.qdrant.ranking;

import java.io.IOException;

/** A query, or a part of one that another part goes on from. */
@FunctionalInterface
public interface Stage {
  /** Ranks the points of one moment. */
  Ranking on(Moment moment) throws IOException;
}
