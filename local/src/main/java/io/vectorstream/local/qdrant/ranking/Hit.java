package io.vectorstream.local.qdrant.ranking;

import java.util.Comparator;

/** A point that was compared; the document's number holds only for the reader that found it. */
public record Hit(float similarity, int doc) {
  /** Nearest first. NaN counts as nearer than any number, as it does in Qdrant. */
  public static final Comparator<Hit> NEAREST_FIRST =
      (a, b) -> {
        int bySimilarity = Float.compare(b.similarity, a.similarity);
        return bySimilarity != 0 ? bySimilarity : Integer.compare(a.doc, b.doc);
      };
}
