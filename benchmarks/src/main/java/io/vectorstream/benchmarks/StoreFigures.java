package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.util.List;

/** What writing to the embedded store and searching it takes, with clients in another process. */
final class StoreFigures {

  private static final int ROUNDS = 3;
  private static final int WRITTEN_POINTS = 100_000;
  private static final int SEARCHED_POINTS = 200_000;

  private final Samples samples = new Samples();

  private StoreFigures() {}

  /** Measures and prints these figures alone. The one argument is the number of rounds. */
  public static void main(String[] args) throws Exception {
    measure(JvmFlags.read(), args.length == 0 ? ROUNDS : Integer.parseInt(args[0])).print();
  }

  /** Measures so many rounds of writes, and the searches once. */
  static StoreFigures measure(List<String> jvmFlags, int rounds)
      throws IOException, InterruptedException {
    StoreFigures figures = new StoreFigures();
    try (ServiceProcess store = ServiceProcess.startStore(jvmFlags)) {
      ChildJvm writes =
          ChildJvm.run(
              jvmFlags,
              WriteBenchmark.class.getName(),
              store.address(),
              String.valueOf(store.pid()),
              String.valueOf(rounds),
              String.valueOf(WRITTEN_POINTS));
      figures.samples.addPrinted(writes.output());
      ChildJvm searches =
          ChildJvm.run(
              jvmFlags,
              StoreBenchmark.class.getName(),
              store.address(),
              String.valueOf(SEARCHED_POINTS));
      figures.samples.addPrinted(searches.output());
    }
    return figures;
  }

  /** Prints two tables. */
  void print() {
    System.out.println();
    head(
        "written to the embedded store",
        "points/s",
        "against",
        "by the clock",
        "by processor time",
        "asked");
    written("bare loop, new points", WriteBenchmark.BARE, WriteBenchmark.NEW, "15,000 points/s");
    written("bare loop, the same again", WriteBenchmark.BARE, WriteBenchmark.SAME, "");
    compared("`QdrantIO`, new points", WriteBenchmark.PLAIN, WriteBenchmark.NEW);
    compared("`QdrantIO`, the same again", WriteBenchmark.PLAIN, WriteBenchmark.SAME);
    compared("with versions, new points", WriteBenchmark.VERSIONED, WriteBenchmark.NEW);
    compared("with versions, the same again", WriteBenchmark.VERSIONED, WriteBenchmark.SAME);
    compared("with versions, all newer", WriteBenchmark.VERSIONED, WriteBenchmark.LATER);
    compared("with versions, newer in no order", WriteBenchmark.VERSIONED, WriteBenchmark.MIXED);
    System.out.println();
    head("searched in the embedded store", "median", "worst", "against dense alone", "asked");
    searched(
        format("filtered top 10 of %,d points, %d times", SEARCHED_POINTS, StoreBenchmark.SEARCHES),
        StoreBenchmark.SEARCH_MILLIS,
        "",
        "250 ms");
    searched(
        "the same by vector and words, fused",
        StoreBenchmark.HYBRID_MILLIS,
        format(
            "%.2f",
            samples.median(StoreBenchmark.HYBRID_MILLIS)
                / samples.median(StoreBenchmark.SEARCH_MILLIS)),
        "1.5");
  }

  private void searched(String words, String name, String against, String asked) {
    row(
        words,
        format("%,.0f ms", samples.median(name)),
        format("%,.0f ms", samples.largest(name)),
        against,
        asked);
  }

  private void written(String words, String way, String situation, String asked) {
    row(words, format("%,.0f", samples.median(way + situation)), "", "", "", asked);
  }

  private void compared(String words, String way, String situation) {
    boolean plain = way.equals(WriteBenchmark.PLAIN);
    String name = way + situation;
    String base = (plain ? WriteBenchmark.BARE : WriteBenchmark.PLAIN) + situation;
    row(
        words,
        format("%,.0f", samples.median(name)),
        plain ? "bare loop" : "without versions",
        format("%.2f", samples.medianRatio(name, base)),
        format("%.2f", samples.medianRatio(name + WriteBenchmark.CPU, base + WriteBenchmark.CPU)),
        plain ? "0.95" : "0.45");
  }
}
