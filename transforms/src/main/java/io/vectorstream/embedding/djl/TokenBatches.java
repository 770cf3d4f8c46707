package io.vectorstream.embedding.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Divides texts into forward passes of texts of similar length, since each text is padded to the
 * longest one of its pass. A pass has as many texts as fit a budget of tokens, padding included.
 */
final class TokenBatches {

  /**
   * About fifteen product texts. A smaller budget makes more calls, a larger one does not fit the
   * processor's cache: int8 loses a twentieth at double the size (docs/benchmarks.md).
   */
  private static final int CPU_BUDGET = 512;

  /**
   * About five hundred product texts. A card is fast when much is under way: with eight callers, an
   * H100 does 3.5 times as much in such passes as in the CPU's (docs/gpu.md).
   */
  private static final int GPU_BUDGET = 16_384;

  private TokenBatches() {}

  /**
   * The tokens of one pass, padding included, that are right where a model runs.
   *
   * @param device {@code cpu} or one or more {@code gpu:N}
   */
  static int budget(String device) {
    return device.equals(DeviceChoice.CPU) ? CPU_BUDGET : GPU_BUDGET;
  }

  /**
   * The passes, each as the indexes of its texts, shortest text first.
   *
   * @param lengths the number of tokens of each text
   * @param budget the most tokens in a pass, padding included; a longer text goes alone
   */
  static List<int[]> of(int[] lengths, int budget) {
    Integer[] order = new Integer[lengths.length];
    Arrays.setAll(order, index -> index);
    Arrays.sort(order, Comparator.comparingInt(index -> lengths[index]));
    List<int[]> passes = divide(order, lengths, budget);
    if (passes.size() <= 1) {
      return passes;
    }
    // Passes of about the same size: a small one that is left over would be slow.
    int share = Arrays.stream(lengths).sum() / passes.size();
    int evenBudget = Math.min(budget, share + lengths[order[order.length - 1]]);
    List<int[]> even = divide(order, lengths, evenBudget);
    return even.size() == passes.size() ? even : passes;
  }

  private static List<int[]> divide(Integer[] order, int[] lengths, int budget) {
    List<int[]> passes = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= order.length; end++) {
      // The text at "end" would be the longest, and all of its pass as long as that.
      boolean full = end == order.length || (long) (end - start + 1) * lengths[order[end]] > budget;
      if (full) {
        passes.add(Arrays.stream(order, start, end).mapToInt(Integer::intValue).toArray());
        start = end;
      }
    }
    return passes;
  }
}
