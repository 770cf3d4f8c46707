package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How soon a run on SparkRunner stores its first event, and how soon it ends behind its last one,
 * with the broker and the store in processes of their own: of this build, and of another one in
 * pairs with it.
 */
final class StartFigures {

  private static final int ROUNDS = 5;
  private static final int EVENTS = 2_000;
  private static final int PRODUCTS = 10;
  private static final String TOPIC = "few";

  private static final String NOW = "now ";
  private static final String BEFORE = "before ";
  private static final String FIRST = "seconds to first";
  private static final String END = "seconds from last";
  private static final String WHOLE = "seconds";
  private static final String PROCESSOR = "processor seconds";

  private final Samples samples = new Samples();
  private final List<String> jvmFlags;
  private final @Nullable String before;
  private int runs;

  private StartFigures(List<String> jvmFlags, @Nullable String before) {
    this.jvmFlags = jvmFlags;
    this.before = before;
  }

  /**
   * Measures and prints these figures alone. The arguments, which may be left out, are the number
   * of rounds, and a file that holds the class path of the build to compare with.
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    String before = args.length < 2 ? null : Files.readString(Path.of(args[1])).strip();
    StartFigures figures = measure(JvmFlags.read(), before, rounds);
    System.out.printf("%s. Medians of %d rounds.%n", Machine.describe(), rounds);
    figures.print();
  }

  /**
   * Measures in rounds.
   *
   * @param before the class path of the build to compare with, if there is one
   */
  static StartFigures measure(List<String> jvmFlags, @Nullable String before, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    StartFigures figures = new StartFigures(jvmFlags, before);
    figures.measure(rounds);
    return figures;
  }

  private void measure(int rounds) throws IOException, InterruptedException, ExecutionException {
    try (ServiceProcess broker = ServiceProcess.startBroker(jvmFlags);
        ServiceProcess store = ServiceProcess.startStore(jvmFlags)) {
      GeneratedStream.send(broker.address(), TOPIC, PRODUCTS, EVENTS);
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("Round %d of %d%n", round, rounds);
        // In turns, so that neither build always comes first.
        for (int turn = 0; turn < 2; turn++) {
          if ((round + turn) % 2 == 0) {
            measure(NOW, System.getProperty("java.class.path"), broker, store);
          } else if (before != null) {
            measure(BEFORE, before, broker, store);
          }
        }
      }
    }
  }

  private void measure(String build, String classPath, ServiceProcess broker, ServiceProcess store)
      throws IOException, InterruptedException {
    String name = "few-" + ++runs;
    try (StoreWatch watch = StoreWatch.start(store.address(), name, EVENTS)) {
      long start = System.nanoTime();
      PipelineRun run =
          PipelineRun.with(
              classPath,
              jvmFlags,
              "--runner=SparkRunner",
              "--bootstrapServers=" + broker.address(),
              "--qdrantUrl=" + store.address(),
              "--topic=" + TOPIC,
              "--groupId=" + name,
              "--collection=" + name,
              "--startFrom=earliest",
              "--demoEvents=0",
              "--maxEvents=" + EVENTS);
      if (run.figure("points_written") != EVENTS) {
        throw new IllegalStateException("not every event was stored: " + run.report());
      }
      ChildJvm process = run.process();
      double first = (watch.firstNanos() - start) / 1e9;
      double last = (watch.lastNanos() - start) / 1e9;
      samples.add(build + FIRST, first);
      samples.add(build + END, process.seconds() - last);
      samples.add(build + WHOLE, process.seconds());
      samples.add(build + PROCESSOR, process.processorSeconds());
      System.err.printf(
          "%s%.2f s to first, %.2f s from last, %.2f s in all, %.2f s of processor%n",
          build, first, process.seconds() - last, process.seconds(), process.processorSeconds());
    }
  }

  /** Prints a table. */
  void print() {
    System.out.println();
    head(format("a run of %,d events on SparkRunner", EVENTS), "before", "now", "ratio", "asked");
    compared("from the start of the JVM to the first stored event", FIRST, "6 s");
    compared("from the last stored event to the exit", END, "2 s");
    compared("from start to exit", WHOLE, "");
    compared("processor time", PROCESSOR, "");
  }

  private void compared(String words, String figure, String asked) {
    String now = format("%.1f s", samples.median(NOW + figure));
    if (before == null) {
      row(words, "", now, "", asked);
    } else {
      row(
          words,
          format("%.1f s", samples.median(BEFORE + figure)),
          now,
          format("%.2f", samples.medianRatio(NOW + figure, BEFORE + figure)),
          asked);
    }
  }
}
