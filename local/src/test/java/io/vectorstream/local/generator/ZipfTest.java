package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZipfTest {

  @Test
  void aRanksProbabilityIsItsReciprocalOverTheHarmonicNumber() {
    Zipf zipf = new Zipf(1_000);
    double harmonic = IntStream.rangeClosed(1, 1_000).mapToDouble(k -> 1.0 / k).sum();

    assertThat(IntStream.of(0, 1, 9, 999))
        .allSatisfy(
            i ->
                assertThat(zipf.probability(i)).isCloseTo(1.0 / (i + 1) / harmonic, within(1e-12)));
  }

  @Test
  void drawsFollowTheLaw() {
    int draws = 1_000_000;
    Zipf zipf = new Zipf(100);
    int[] counts = new int[100];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < draws; i++) {
      counts[zipf.draw(random)]++;
    }

    // Five standard deviations of a binomial count: one in a million seeds would leave them.
    assertThat(IntStream.range(0, 100))
        .allSatisfy(
            i -> {
              double p = zipf.probability(i);
              double deviation = Math.sqrt(draws * p * (1 - p));
              assertThat((double) counts[i]).isCloseTo(draws * p, within(5 * deviation));
            });
  }

  @Test
  void oneRankIsAlwaysDrawn() {
    assertThat(new Zipf(1).draw(new SplittableRandom(1))).isZero();
  }
}
