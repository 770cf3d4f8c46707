package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.storage.SegmentPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The nearest of the hits that it is offered, no more than are wanted. */
public final class BestHits implements HitVisitor {
  private final int wanted;
  private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Hit.NEAREST_FIRST.reversed());

  /** Keeps so many. */
  public BestHits(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public boolean wants(float similarity) {
    return worstFirst.size() < wanted
        || wanted > 0 && Float.compare(similarity, worstFirst.peek().similarity()) > 0;
  }

  @Override
  public void visit(float similarity, SegmentPoints at) {
    offer(similarity, at.globalDoc());
  }

  /** Takes a hit whose document comes after those of all hits that were offered before. */
  public void offer(float similarity, int doc) {
    if (wants(similarity)) {
      if (worstFirst.size() == wanted) {
        worstFirst.poll();
      }
      worstFirst.add(new Hit(similarity, doc));
    }
  }

  /** What is kept. */
  public List<Hit> nearestFirst() {
    List<Hit> hits = new ArrayList<>(worstFirst);
    hits.sort(Hit.NEAREST_FIRST);
    return hits;
  }
}
