package io.vectorstream.local.qdrant.ranking;

import java.io.IOException;

/** Some of the documents of a reader. */
@FunctionalInterface
public interface Documents {
  /** Every one. */
  Documents ALL = doc -> true;

  /** Whether this one is among them. */
  boolean include(int doc) throws IOException;
}
