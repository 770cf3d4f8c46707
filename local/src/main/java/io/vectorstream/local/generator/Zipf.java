package io.vectorstream.local.generator;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Zipf's law with exponent 1 over a number of ranks: rank {@code k} of {@code n}, counted from 1,
 * is drawn with probability {@code (1/k) / H(n)}, where {@code H(n) = 1 + 1/2 + ... + 1/n}.
 *
 * <p>The cumulative probabilities are computed once; a draw is a binary search for a uniform number
 * among them.
 */
final class Zipf {

  private final double[] cumulative;

  Zipf(int ranks) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int i = 0; i < ranks; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    for (int i = 0; i < ranks; i++) {
      cumulative[i] /= sum;
    }
  }

  /** Draws an index from 0, the most frequent, to the number of ranks minus 1. */
  int draw(SplittableRandom random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    // An exact hit belongs to the next rank, because ranks own half-open intervals.
    int index = found >= 0 ? found + 1 : -found - 1;
    return Math.min(index, cumulative.length - 1);
  }

  /** The probability of an index. */
  double probability(int index) {
    return cumulative[index] - (index == 0 ? 0 : cumulative[index - 1]);
  }
}
