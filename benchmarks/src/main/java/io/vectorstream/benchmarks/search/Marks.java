package io.vectorstream.benchmarks.search;

import java.util.List;

/**
 * How well rankings answer queries, each figure the mean over the queries.
 *
 * @param recall how many of the relevant products are among the first ten; of more than ten
 *     relevant ones, ten are all
 * @param reciprocalRank one divided by the place of the first relevant product; 0 if it is not
 *     among the first ten
 * @param gain the normalized discounted cumulative gain of the first ten
 */
record Marks(double recall, double reciprocalRank, double gain) {

  /** How much of a ranking counts. */
  static final int DEPTH = 10;

  /** The marks of one ranking, the best product first. */
  static Marks of(List<String> ranking, Judged query) {
    int found = 0;
    double first = 0;
    double gain = 0;
    double best = 0;
    for (int place = 0; place < DEPTH; place++) {
      double discounted = 1 / (Math.log(place + 2.0) / Math.log(2));
      best += place < query.relevant().size() ? discounted : 0;
      if (place < ranking.size() && query.relevant().contains(ranking.get(place))) {
        first = found == 0 ? 1.0 / (place + 1) : first;
        gain += discounted;
        found++;
      }
    }
    return new Marks((double) found / Math.min(DEPTH, query.relevant().size()), first, gain / best);
  }

  /** The means of the marks of several queries. */
  static Marks mean(List<Marks> marks) {
    return new Marks(
        marks.stream().mapToDouble(Marks::recall).average().orElseThrow(),
        marks.stream().mapToDouble(Marks::reciprocalRank).average().orElseThrow(),
        marks.stream().mapToDouble(Marks::gain).average().orElseThrow());
  }
}
