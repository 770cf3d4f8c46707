package io.vectorstream.local.qdrant;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.vector.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/** Finds the nearest vectors by comparing with every one that the filter lets through. */
final class NearestPoints {
  /** A point found; the document's number holds only for the reader that found it. */
  record Hit(float similarity, int doc) {
    /** Nearest first. NaN counts as nearer than any number, as it does in Qdrant. */
    static final Comparator<Hit> ORDER =
        (a, b) -> {
          int bySimilarity = Float.compare(b.similarity, a.similarity);
          return bySimilarity != 0 ? bySimilarity : Integer.compare(a.doc, b.doc);
        };
  }

  private final String vectorName;
  private final Metric metric;
  private final float[] query;
  private final int wanted;
  private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Hit.ORDER.reversed());

  private NearestPoints(String vectorName, Metric metric, float[] query, int wanted) {
    this.vectorName = vectorName;
    this.metric = metric;
    this.query = query;
    this.wanted = wanted;
  }

  /**
   * @param query as {@link io.vectorstream.local.qdrant.vector.VectorSpace#prepare} returned it
   */
  static List<Hit> find(
      PointReader points,
      String vectorName,
      Metric metric,
      float[] query,
      PointFilter filter,
      int wanted)
      throws IOException {
    NearestPoints search = new NearestPoints(vectorName, metric, query, wanted);
    points.forEach(filter, search::visit);
    List<Hit> hits = new ArrayList<>(search.worstFirst);
    hits.sort(Hit.ORDER);
    return hits;
  }

  private boolean visit(SegmentPoints at) throws IOException {
    BytesRef vector = at.vector(vectorName);
    if (vector == null) {
      return true;
    }
    float similarity = metric.similarity(query, vector.bytes, vector.offset);
    if (worstFirst.size() < wanted) {
      worstFirst.add(new Hit(similarity, at.globalDoc()));
    } else if (Float.compare(similarity, worstFirst.peek().similarity()) > 0) {
      worstFirst.poll();
      worstFirst.add(new Hit(similarity, at.globalDoc()));
    }
    return true;
  }
}
