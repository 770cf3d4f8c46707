package io.vectorstream.local.qdrant.ranking;

import java.util.List;

/**
 * Scores the places alone: 1 / (k + rank), with ranks from 0.
 *
 * @param weights of each list, or none if all are equal. A list of weight w has room for w of its
 *     points where another has room for one, so its ranks are divided by w, the first one too.
 */
record ReciprocalRankFusion(long k, List<Float> weights) implements Fusion {
  static final long DEFAULT_K = 2;

  @Override
  public float[] scores(List<Place> list, int number) {
    float weight = weights.isEmpty() ? 1 : weights.get(number);
    float[] scores = new float[list.size()];
    for (int rank = 0; rank < scores.length; rank++) {
      scores[rank] = weight <= 0 ? 0 : 1 / ((rank + 1) / weight + k - 1);
    }
    return scores;
  }
}
