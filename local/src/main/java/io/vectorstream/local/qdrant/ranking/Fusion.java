package io.vectorstream.local.qdrant.ranking;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one list of several, in which a point scores the sum of what it scores in each. */
interface Fusion {

  /** The scores of a list, the best first: one for each of its places. */
  float[] scores(List<Place> list, int number);

  /** The points of all lists, the best first; of equally good ones, those of the first list. */
  default List<Place> fuse(List<List<Place>> lists) {
    Map<Integer, Float> sums = new LinkedHashMap<>();
    for (int number = 0; number < lists.size(); number++) {
      List<Place> list = lists.get(number);
      float[] scores = scores(list, number);
      for (int rank = 0; rank < scores.length; rank++) {
        sums.merge(list.get(rank).doc(), scores[rank], Float::sum);
      }
    }
    return sums.entrySet().stream()
        .map(sum -> new Place(sum.getValue(), sum.getValue(), sum.getKey()))
        .sorted(Comparator.comparing(Place::merit).reversed())
        .toList();
  }
}
