package io.vectorstream.search;

import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.words.TextWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts the hits by meaning and the hits by words into one order: by their ranks, as reciprocal rank
 * fusion does.
 *
 * <p>How much words weigh depends on the query. Who types the name of a product means its words,
 * and the best hit holds them all; of a question, it holds some that happen to be there. So the
 * weight falls steeply with the share of the query that the best hit holds. Its numbers are chosen
 * by the search benchmark.
 *
 * <p>The store could fuse too, but by ranks of events, of which one popular product has hundreds.
 * Here the rank is that of a text: events of the same score share it.
 */
final class TwoHalves {

  /** The k of reciprocal rank fusion: how little a rank counts against the next. */
  private static final double RANK_CONSTANT = 20;

  /** The weight of words, that of meaning being 1, where the best hit holds the whole query. */
  private static final double WORDS_WEIGHT = 10;

  private static final int STEEPNESS = 5;

  /** So many hits of each half, whatever is wanted. */
  private static final int DEPTH_MIN = 50;

  private TwoHalves() {}

  /** How many hits of each half are needed for a number of hits. */
  static int depth(int limit) {
    return (int) Math.max(DEPTH_MIN, Math.min(Integer.MAX_VALUE, 2L * limit));
  }

  /**
   * The hits of both halves in their order, each with a score from 0 to 1.
   *
   * @param meaning the best first
   * @param words the best first, with their words
   * @param same tells which hits of the two halves are the same
   */
  static List<ScoredPoint> fuse(
      String query,
      List<ScoredPoint> meaning,
      List<ScoredPoint> words,
      Function<ScoredPoint, Object> same) {
    double share = words.isEmpty() ? 0 : TextWords.share(query, words(words.get(0)));
    double weight = WORDS_WEIGHT * Math.pow(share, STEEPNESS);
    Map<Object, ScoredPoint> hits = new LinkedHashMap<>();
    Map<Object, Double> scores = new LinkedHashMap<>();
    add(meaning, 1, same, hits, scores);
    add(words, weight, same, hits, scores);
    double best = (1 + weight) / RANK_CONSTANT;
    List<ScoredPoint> fused = new ArrayList<>();
    scores.forEach(
        (key, score) ->
            fused.add(hits.get(key).toBuilder().setScore((float) (score / best)).build()));
    fused.sort(Comparator.comparing(ScoredPoint::getScore).reversed());
    return fused;
  }

  private static void add(
      List<ScoredPoint> half,
      double weight,
      Function<ScoredPoint, Object> same,
      Map<Object, ScoredPoint> hits,
      Map<Object, Double> scores) {
    int rank = -1;
    float before = Float.NaN;
    for (ScoredPoint hit : half) {
      rank += hit.getScore() == before ? 0 : 1;
      before = hit.getScore();
      Object key = same.apply(hit);
      hits.putIfAbsent(key, hit);
      scores.merge(key, weight / (RANK_CONSTANT + rank), Double::sum);
    }
  }

  private static SparseVector words(ScoredPoint hit) {
    io.qdrant.client.grpc.Points.SparseVector words =
        VectorOutputHelper.getSparseVector(
            hit.getVectors().getVectors().getVectorsOrThrow(TextWords.VECTOR));
    int[] indices = words.getIndicesList().stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[indices.length];
    for (int place = 0; place < values.length; place++) {
      values[place] = words.getValues(place);
    }
    return SparseVector.of(indices, values);
  }
}
