package io.vectorstream.local.qdrant.ranking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rankings that a stage goes on from. */
record Sources(List<Ranking> rankings) {

  static Sources of(List<Stage> stages, Moment moment) throws IOException {
    List<Ranking> rankings = new ArrayList<>(stages.size());
    for (Stage stage : stages) {
      rankings.add(stage.on(moment));
    }
    return new Sources(rankings);
  }

  /** The best of each, in their order. */
  List<List<Place>> best(Documents among) throws IOException {
    List<List<Place>> lists = new ArrayList<>(rankings.size());
    for (Ranking ranking : rankings) {
      lists.add(ranking.best(among));
    }
    return lists;
  }
}
