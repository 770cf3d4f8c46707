package io.vectorstream.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts of the length that product texts have: 31 words that are a token each and the two special
 * tokens, 33 together. No two are equal.
 */
final class BenchmarkTexts {

  /** Tokens of each text, the special ones included. */
  static final int TOKENS = 33;

  /** Multiplications and additions of a text's way through all-MiniLM-L6-v2, in billions. */
  static final double GIGAFLOPS = gigaflops(TOKENS);

  private static final int WORDS = TOKENS - 2;
  private static final long SEED = 20240501;

  private static final String[] VOCABULARY =
      ("red blue green black white small large light heavy soft strong fast new old good fine"
              + " table chair lamp desk bed box bag watch phone camera speaker radio clock knife"
              + " glass bottle cup plate paper book pen shirt dress shoe coat hat ring ball bike"
              + " car boat garden house door window water air fire stone wood steel silver gold"
              + " summer winter spring travel sport office school music game dog cat bird horse"
              + " with for and from the a in on of to very all more most long short high low wide"
              + " round square double single power battery cable screen button wheel handle cover")
          .split(" ");

  private final Random random = new Random(SEED);
  private long next;

  /** A text that has not been given before. */
  String next() {
    StringBuilder text = new StringBuilder();
    // The first words spell the text's number, so that no two are equal.
    long number = next++;
    for (int word = 0; word < WORDS; word++) {
      int index = random.nextInt(VOCABULARY.length);
      if (word < 4) {
        index = (int) (number % VOCABULARY.length);
        number /= VOCABULARY.length;
      }
      text.append(word == 0 ? "" : " ").append(VOCABULARY[index]);
    }
    return text.toString();
  }

  /** Texts that have not been given before. */
  List<String> next(int count) {
    List<String> texts = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      texts.add(next());
    }
    return texts;
  }

  /**
   * Six layers of hidden size 384 and inner size 1,536: for each token four products of 384 x 384
   * and two of 384 x 1,536, and for each pair of tokens two of 384 in attention.
   */
  private static double gigaflops(int tokens) {
    double linear = 4.0 * 384 * 384 + 2.0 * 384 * 1_536;
    double attention = 2.0 * tokens * 384;
    return 6 * 2 * tokens * (linear + attention) / 1e9;
  }
}
