package io.vectorstream.local.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The nearest of the hits that it is offered, no more than are wanted. */
final class BestHits {
  private final int wanted;
  private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Hit.NEAREST_FIRST.reversed());

  BestHits(int wanted) {
    this.wanted = wanted;
  }

  /** Takes a hit whose document comes after those of all hits that were offered before. */
  void offer(float similarity, int doc) {
    if (worstFirst.size() < wanted) {
      worstFirst.add(new Hit(similarity, doc));
    } else if (wanted > 0 && Float.compare(similarity, worstFirst.peek().similarity()) > 0) {
      worstFirst.poll();
      worstFirst.add(new Hit(similarity, doc));
    }
  }

  List<Hit> nearestFirst() {
    List<Hit> hits = new ArrayList<>(worstFirst);
    hits.sort(Hit.NEAREST_FIRST);
    return hits;
  }
}
