package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Figures of this build and, where there is one to compare it with, of another one: measured in
 * turns, and printed side by side.
 */
final class ComparedBuilds {

  private static final String NOW = "now ";
  private static final String BEFORE = "before ";

  private final Samples samples = new Samples();
  private final @Nullable String before;

  /**
   * Nothing measured yet.
   *
   * @param before the class path of the build to compare with, if there is one
   */
  ComparedBuilds(@Nullable String before) {
    this.before = before;
  }

  /** The class path in the file that the second argument names, if there is one. */
  static @Nullable String classPath(String[] args) throws IOException {
    return args.length < 2 ? null : Files.readString(Path.of(args[1])).strip();
  }

  /** Measures one build. */
  @FunctionalInterface
  interface Measuring {
    /**
     * Measures it once.
     *
     * @param build what names of its samples begin with
     */
    void measure(String build, String classPath) throws IOException, InterruptedException;
  }

  /** Measures each build so many times. */
  void inTurns(int rounds, Measuring measuring) throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("Round %d of %d%n", round, rounds);
      // So that neither build always comes first.
      for (int turn = 0; turn < 2; turn++) {
        if ((round + turn) % 2 == 0) {
          measuring.measure(NOW, System.getProperty("java.class.path"));
        } else if (before != null) {
          measuring.measure(BEFORE, before);
        }
      }
    }
  }

  void add(String build, String figure, double value) {
    samples.add(build + figure, value);
  }

  /** Prints a row of a table: the medians, and the median of the ratios. */
  void print(String words, String figure, String format, String asked) {
    String now = format(format, samples.median(NOW + figure));
    if (before == null) {
      row(words, "", now, "", asked);
    } else {
      row(
          words,
          format(format, samples.median(BEFORE + figure)),
          now,
          format("%.2f", samples.medianRatio(NOW + figure, BEFORE + figure)),
          asked);
    }
  }
}
