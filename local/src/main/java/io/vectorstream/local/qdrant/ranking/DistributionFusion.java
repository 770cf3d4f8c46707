package io.vectorstream.local.qdrant.ranking;

import java.util.Arrays;
import java.util.List;

/**
 * Scores how far a point stands out in its list: 0 is three deviations below the mean, 1 three
 * above it, and what lies beyond is not cut off.
 */
final class DistributionFusion implements Fusion {
  private static final float MIDDLE = 0.5f;
  private static final float DEVIATIONS = 3;

  @Override
  public float[] scores(List<Place> list, int number) {
    float[] scores = new float[list.size()];
    float mean = mean(list);
    float reach = DEVIATIONS * deviation(list, mean);
    float lowest = mean - reach;
    float highest = mean + reach;
    if (list.size() < 2 || lowest == highest) {
      Arrays.fill(scores, MIDDLE);
      return scores;
    }
    for (int rank = 0; rank < scores.length; rank++) {
      scores[rank] = (list.get(rank).score() - lowest) / (highest - lowest);
    }
    return scores;
  }

  private static float mean(List<Place> list) {
    double sum = 0;
    for (Place place : list) {
      sum += place.score();
    }
    return (float) (sum / list.size());
  }

  /** That of a sample: with one less than the list's length. */
  private static float deviation(List<Place> list, float mean) {
    double squares = 0;
    for (Place place : list) {
      double off = place.score() - mean;
      squares += off * off;
    }
    return (float) Math.sqrt(squares / (list.size() - 1));
  }
}
