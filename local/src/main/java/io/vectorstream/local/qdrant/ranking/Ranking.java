package io.vectorstream.local.qdrant.ranking;

import java.io.IOException;
import java.util.List;

/** The points of one moment in the order of a query. */
@FunctionalInterface
public interface Ranking {
  /** The best of these, the best first: what the query finds where there are no others. */
  List<Place> best(Documents among) throws IOException;
}
