package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;

import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a whole run takes on SparkRunner, with the broker and the store in processes of their own:
 * of this build, and of another one in pairs with it.
 *
 * <p>The cost of an event is the processor time of a long run less that of a short one, by the
 * events that the long one has more: neither the start nor the end counts.
 */
final class PipelineFigures {

  private static final int ROUNDS = 5;
  private static final int EVENTS = 400_000;
  private static final int FEW_EVENTS = 2_000;
  private static final List<Integer> PRODUCTS = List.of(10, 1_000);

  private static final String COST = "microseconds an event ";
  private static final String SPEED = "events a second ";
  private static final String RESIDENT = "resident megabytes ";
  private static final String AROUND_SECONDS = "seconds around";

  private final ComparedBuilds builds;
  private final List<String> jvmFlags;
  private int runs;

  private PipelineFigures(List<String> jvmFlags, @Nullable String before) {
    this.jvmFlags = jvmFlags;
    this.builds = new ComparedBuilds(before);
  }

  /**
   * Measures and prints these figures alone. The arguments, which may be left out, are the number
   * of rounds, and a file that holds the class path of the build to compare with.
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    PipelineFigures figures = measure(JvmFlags.read(), ComparedBuilds.classPath(args), rounds);
    System.out.printf("%s. Medians of %d rounds.%n", Machine.describe(), rounds);
    figures.print();
  }

  /**
   * Measures in rounds.
   *
   * @param before the class path of the build to compare with, if there is one
   */
  static PipelineFigures measure(List<String> jvmFlags, @Nullable String before, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    PipelineFigures figures = new PipelineFigures(jvmFlags, before);
    figures.measure(rounds);
    return figures;
  }

  private void measure(int rounds) throws IOException, InterruptedException, ExecutionException {
    try (Services services = Services.start(jvmFlags)) {
      for (int products : PRODUCTS) {
        GeneratedStream.send(services.bootstrapServers(), topic(products), products, EVENTS);
      }
      builds.inTurns(rounds, (build, classPath) -> measure(build, classPath, services));
    }
  }

  private void measure(String build, String classPath, Services services)
      throws IOException, InterruptedException {
    for (int products : PRODUCTS) {
      ChildJvm few = run(classPath, services, products, FEW_EVENTS).process();
      PipelineRun many = run(classPath, services, products, EVENTS);
      ChildJvm process = many.process();
      builds.add(
          build,
          COST + products,
          1e6 * (process.processorSeconds() - few.processorSeconds()) / (EVENTS - FEW_EVENTS));
      builds.add(build, SPEED + products, many.figure("events_per_second"));
      builds.add(build, RESIDENT + products, process.residentMegabytes());
      builds.add(build, AROUND_SECONDS, process.seconds() - many.figure("duration_seconds"));
    }
  }

  private PipelineRun run(String classPath, Services services, int products, int events)
      throws IOException, InterruptedException {
    return PipelineRun.of(classPath, jvmFlags, services, topic(products), "run-" + ++runs, events);
  }

  private static String topic(int products) {
    return "products-" + products;
  }

  /** Prints a table. */
  void print() {
    System.out.println();
    head("a run on SparkRunner", "before", "now", "now against before", "asked");
    for (int products : PRODUCTS) {
      String about = format("%,d events, %,d products: ", EVENTS, products);
      builds.print(
          about + "processor time an event",
          COST + products,
          "%,.1f µs",
          products == 10 ? "0.42 of before" : "0.5 of before");
      builds.print(about + "events/s", SPEED + products, "%,.0f", "");
      builds.print(about + "resident memory", RESIDENT + products, "%,.0f MB", "1,300 MB");
    }
    builds.print(
        format("%,d events: before the first read and after the last answer", EVENTS),
        AROUND_SECONDS,
        "%.1f s",
        "");
  }
}
