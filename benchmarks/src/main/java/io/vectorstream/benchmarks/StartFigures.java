package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;

import io.vectorstream.local.JvmFlags;
import java.io.IOException;
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

  private static final String FIRST = "seconds to first";
  private static final String END = "seconds from last";
  private static final String WHOLE = "seconds";
  private static final String PROCESSOR = "processor seconds";

  private final ComparedBuilds builds;
  private final List<String> jvmFlags;
  private int runs;

  private StartFigures(List<String> jvmFlags, @Nullable String before) {
    this.jvmFlags = jvmFlags;
    this.builds = new ComparedBuilds(before);
  }

  /**
   * Measures and prints these figures alone. The arguments, which may be left out, are the number
   * of rounds, and a file that holds the class path of the build to compare with.
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    StartFigures figures = measure(JvmFlags.read(), ComparedBuilds.classPath(args), rounds);
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
    try (Services services = Services.start(jvmFlags)) {
      GeneratedStream.send(services.bootstrapServers(), TOPIC, PRODUCTS, EVENTS);
      builds.inTurns(rounds, (build, classPath) -> measure(build, classPath, services));
    }
  }

  private void measure(String build, String classPath, Services services)
      throws IOException, InterruptedException {
    String name = "few-" + ++runs;
    try (StoreWatch watch = StoreWatch.start(services.store().address(), name, EVENTS)) {
      long start = System.nanoTime();
      PipelineRun run = PipelineRun.of(classPath, jvmFlags, services, TOPIC, name, EVENTS);
      ChildJvm process = run.process();
      double first = (watch.firstNanos() - start) / 1e9;
      double last = (watch.lastNanos() - start) / 1e9;
      builds.add(build, FIRST, first);
      builds.add(build, END, process.seconds() - last);
      builds.add(build, WHOLE, process.seconds());
      builds.add(build, PROCESSOR, process.processorSeconds());
      System.err.printf(
          "%s%.2f s to first, %.2f s from last, %.2f s in all, %.2f s of processor%n",
          build, first, process.seconds() - last, process.seconds(), process.processorSeconds());
    }
  }

  /** Prints a table. */
  void print() {
    System.out.println();
    head(format("a run of %,d events on SparkRunner", EVENTS), "before", "now", "ratio", "asked");
    builds.print("from the start of the JVM to the first stored event", FIRST, "%.1f s", "6 s");
    builds.print("from the last stored event to the exit", END, "%.1f s", "2 s");
    builds.print("from start to exit", WHOLE, "%.1f s", "");
    builds.print("processor time", PROCESSOR, "%.1f s", "");
  }
}
