package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.util.List;

/**
 * What words cost beside vectors: runs on SparkRunner with {@code --hybrid=true} and with {@code
 * --hybrid=false} in pairs, over the same topic, with the broker and the store in processes of
 * their own. Few texts come again and again, so they are cached.
 *
 * <p>The cost of an event is the processor time of a long run less that of a short one, by the
 * events that the long one has more: neither the start nor the end counts. The store's is what its
 * process takes meanwhile.
 */
final class WordsCost {

  private static final int ROUNDS = 7;
  private static final int EVENTS = 400_000;
  private static final int PRODUCTS = 1_000;
  private static final String TOPIC = "products";

  private static final String APPLICATION = "microseconds of the application, hybrid ";
  private static final String STORE = "microseconds of the store, hybrid ";
  private static final String TOGETHER = "microseconds together, hybrid ";
  private static final String SPEED = "events a second, hybrid ";

  private final Samples samples = new Samples();
  private final List<String> jvmFlags;
  private final Services services;
  private final int events;
  private int runs;

  /** What a run took: processor seconds of both processes, and its speed. */
  private record Cost(double application, double store, double eventsPerSecond) {}

  private WordsCost(List<String> jvmFlags, Services services, int events) {
    this.jvmFlags = jvmFlags;
    this.services = services;
    this.events = events;
  }

  /**
   * Measures and prints a table. The arguments, which may be left out, are the number of pairs, 7
   * by default, and of events of a long run, 400,000 by default.
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length < 1 ? ROUNDS : Integer.parseInt(args[0]);
    int events = args.length < 2 ? EVENTS : Integer.parseInt(args[1]);
    List<String> jvmFlags = JvmFlags.read();
    try (Services services = Services.start(jvmFlags)) {
      GeneratedStream.send(services.bootstrapServers(), TOPIC, PRODUCTS, events);
      WordsCost cost = new WordsCost(jvmFlags, services, events);
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("Pair %d of %d%n", round, rounds);
        // In turns, so that neither always comes first.
        cost.measure(round % 2 == 0);
        cost.measure(round % 2 != 0);
      }
      System.out.printf("%s. Medians of %d pairs.%n%n", Machine.describe(), rounds);
      cost.print();
    }
  }

  private void measure(boolean hybrid) throws IOException, InterruptedException {
    int fewEvents = events / 100;
    Cost few = run(hybrid, fewEvents);
    Cost many = run(hybrid, events);
    double application = 1e6 * (many.application() - few.application()) / (events - fewEvents);
    double stored = 1e6 * (many.store() - few.store()) / (events - fewEvents);
    samples.add(APPLICATION + hybrid, application);
    samples.add(STORE + hybrid, stored);
    samples.add(TOGETHER + hybrid, application + stored);
    samples.add(SPEED + hybrid, many.eventsPerSecond());
  }

  private Cost run(boolean hybrid, int events) throws IOException, InterruptedException {
    String name = "run-" + ++runs;
    double before = storeSeconds();
    PipelineRun run =
        PipelineRun.of(
            System.getProperty("java.class.path"),
            jvmFlags,
            services,
            TOPIC,
            name,
            events,
            "--hybrid=" + hybrid);
    return new Cost(
        run.process().processorSeconds(), storeSeconds() - before, run.figure("events_per_second"));
  }

  private double storeSeconds() {
    return ProcessHandle.of(services.store().pid())
            .orElseThrow()
            .info()
            .totalCpuDuration()
            .orElseThrow()
            .toNanos()
        / 1e9;
  }

  private void print() {
    head("an event, texts cached", "without words", "with words", "with against without", "asked");
    compare("processor time of the application", APPLICATION, "%,.1f µs", "1.05");
    compare("processor time of the embedded store", STORE, "%,.1f µs", "");
    compare("both together", TOGETHER, "%,.1f µs", "");
    compare("events/s", SPEED, "%,.0f", "");
  }

  private void compare(String words, String figure, String format, String asked) {
    row(
        words,
        format(format, samples.median(figure + false)),
        format(format, samples.median(figure + true)),
        format("%.3f", samples.medianRatio(figure + true, figure + false)),
        asked);
  }
}
