package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.storage.PointCursor;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Ranks what other stages have found by a comparison of its own. */
record RescoreStage(List<Stage> stages, Nearest nearest, long limit) implements Stage {

  @Override
  public Ranking on(Moment moment) throws IOException {
    Sources sources = Sources.of(stages, moment);
    Comparison comparison = nearest.on(moment.points());
    return among -> {
      SortedSet<Integer> found = new TreeSet<>();
      sources.best(among).forEach(list -> list.forEach(place -> found.add(place.doc())));
      BestHits best = new BestHits(Limits.atMost(limit, found.size()));
      PointCursor cursor = moment.points().cursor();
      for (int doc : found) {
        comparison.compare(cursor.moveTo(doc), best);
      }
      return nearest.places(best.nearestFirst());
    };
  }
}
