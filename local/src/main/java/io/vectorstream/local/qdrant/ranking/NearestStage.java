package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.grpc.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranks all points by one comparison.
 *
 * @param limit how many an answer has at most
 * @param kept how many are remembered to answer with, once some of them are not let in
 */
record NearestStage(Nearest nearest, long limit, long kept) implements Stage {

  @Override
  public Ranking on(Moment moment) throws IOException {
    BestHits best = new BestHits(Limits.atMost(kept, moment.points().count()));
    nearest.forEach(moment, best);
    List<Place> places = nearest.places(best.nearestFirst());
    int most = Limits.atMost(limit, places.size());
    return among -> first(most, places, among);
  }

  private static List<Place> first(int most, List<Place> places, Documents among)
      throws IOException {
    List<Place> first = new ArrayList<>();
    for (int i = 0; i < places.size() && first.size() < most; i++) {
      if (among.include(places.get(i).doc())) {
        first.add(places.get(i));
      }
    }
    return first;
  }
}
