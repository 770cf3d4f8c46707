package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBatchesTest {

  @Test
  void likeLengthsGoTogetherAsFarAsTheBudgetGoes() {
    assertThat(TokenBatches.of(new int[] {9, 3, 10, 4, 3}, 12))
        .containsExactly(new int[] {1, 4, 3}, new int[] {0}, new int[] {2});
  }

  @Test
  void paddingCounts() {
    // 3 + 5 + 5 are 13 tokens, and 15 once the first is padded.
    assertThat(TokenBatches.of(new int[] {3, 5, 5}, 14))
        .containsExactly(new int[] {0, 1}, new int[] {2});
    assertThat(TokenBatches.of(new int[] {3, 5, 5}, 15)).containsExactly(new int[] {0, 1, 2});
  }

  @Test
  void passesAreOfAboutTheSameSize() {
    int[] lengths = new int[64];
    Arrays.fill(lengths, 33);

    assertThat(TokenBatches.of(lengths, 512))
        .extracting(pass -> pass.length)
        .containsExactly(13, 13, 13, 13, 12);
  }

  @Test
  void aTextBeyondTheBudgetGoesAlone() {
    assertThat(TokenBatches.of(new int[] {20, 1}, 10))
        .containsExactly(new int[] {1}, new int[] {0});
  }

  @Test
  void aCardGetsMoreAtOnceThanAProcessor() {
    assertThat(TokenBatches.budget("cpu")).isEqualTo(512);
    assertThat(TokenBatches.budget("gpu:0")).isEqualTo(16_384);
    assertThat(TokenBatches.budget("gpu:0,gpu:1")).isEqualTo(16_384);
  }

  @Test
  void noTextsMakeNoPass() {
    assertThat(TokenBatches.of(new int[0], 10)).isEmpty();
  }

  @Test
  void everyTextIsInOnePassWithinTheBudget() {
    Random random = new Random(5);
    int[] lengths = random.ints(500, 1, 257).toArray();
    List<Integer> places = new ArrayList<>();
    for (int[] pass : TokenBatches.of(lengths, 1_024)) {
      int longest = Arrays.stream(pass).map(place -> lengths[place]).max().orElseThrow();
      assertThat(longest * pass.length).isLessThanOrEqualTo(1_024);
      Arrays.stream(pass).forEach(places::add);
    }
    assertThat(places).hasSize(500).doesNotHaveDuplicates();
  }
}
