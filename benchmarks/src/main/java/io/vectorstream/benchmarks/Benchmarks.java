package io.vectorstream.benchmarks;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.local.JvmFlags;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything in rounds, so that ratios are of figures taken minutes apart at most, and
 * prints the medians as the tables of docs/benchmarks.md. Takes about half an hour on two cores.
 * The one argument, which may be left out, is the number of rounds.
 */
public final class Benchmarks {

  private static final int ROUNDS = 3;
  private static final int EVENTS = 50_000;
  private static final int STEADY_BATCHES = 20_000;
  private static final String TOPIC = "distinct";

  private final Samples samples = new Samples();

  /** What the application chose by itself. */
  private String precision = "";

  private final List<String> jvmFlags;
  private final Microbenchmarks microbenchmarks;

  private Benchmarks(List<String> jvmFlags) {
    this.jvmFlags = jvmFlags;
    this.microbenchmarks = new Microbenchmarks(jvmFlags);
  }

  /** Runs all of it. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    Benchmarks benchmarks = new Benchmarks(JvmFlags.read());
    benchmarks.measure(rounds);
    StoreFigures store = StoreFigures.measure(benchmarks.jvmFlags, rounds);
    StartFigures start = StartFigures.measure(benchmarks.jvmFlags, null, rounds);
    PipelineFigures pipeline = PipelineFigures.measure(benchmarks.jvmFlags, null, rounds);
    benchmarks.printFigures(rounds);
    benchmarks.printMemory();
    benchmarks.printThreads();
    store.print();
    start.print();
    pipeline.print();
    // The embedded broker leaves threads behind.
    System.exit(0);
  }

  private void measure(int rounds) throws Exception {
    Path folder = Files.createTempDirectory("vectorstream-benchmark-kafka");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      DistinctStream.send(kafka.bootstrapServers(), TOPIC, EVENTS);
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("Round %d of %d%n", round, rounds);
        measureModel();
        measureStreams(kafka);
      }
    }
  }

  private void measureModel() throws RunnerException {
    samples.add("ceiling", microbenchmarks.gemmGigaflops() / BenchmarkTexts.GIGAFLOPS);
    for (String precision : List.of("fp32", "bf16", "int8")) {
      samples.add(precision, microbenchmarks.textsPerSecond(precision));
    }
    samples.add("cache", microbenchmarks.cachedTextsPerSecond());
  }

  private void measureStreams(EmbeddedKafka kafka) throws IOException, InterruptedException {
    PipelineRun normal = PipelineRun.of(jvmFlags, "--demoEvents=" + EVENTS);
    samples.add("stream", normal.figure("events_per_second"));
    samples.add("resident", normal.process().residentMegabytes());
    precision = normal.report().path("precision").asText();
    PipelineRun distinct =
        PipelineRun.of(
            jvmFlags,
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--topic=" + TOPIC,
            "--demoEvents=0",
            "--maxEvents=" + EVENTS);
    if (distinct.figure("texts_embedded") != EVENTS) {
      throw new IllegalStateException("not every text was embedded: " + distinct.report());
    }
    samples.add("distinct", distinct.figure("events_per_second"));
  }

  private void printFigures(int rounds) throws IOException {
    System.out.printf("%s. Medians of %d rounds.%n%n", Machine.describe(), rounds);
    head("figure", "measured", "asked");
    row("fp32 ceiling: matrix products of PyTorch", perSecond("ceiling", "texts"), "");
    row("fp32", perSecond("fp32", "texts"), "");
    row("fp32 against the ceiling", ratio("fp32", "ceiling"), "0.85");
    row("bf16", perSecond("bf16", "texts"), "");
    row("bf16 against fp32", ratio("bf16", "fp32"), "1.75 where the CPU has it");
    row("bf16: cosine to fp32", cosines("bf16"), "0.9995 each");
    row("int8", perSecond("int8", "texts"), "");
    row("int8 against fp32", ratio("int8", "fp32"), "2.3");
    row("int8: cosine to fp32", cosines("int8"), "0.97 on average");
    row("warm cache", perSecond("cache", "texts"), "300,000");
    row("default run, " + precision, perSecond("stream", "events"), "7,000 with bf16, else 5,000");
    row("every text distinct, " + precision, perSecond("distinct", "events"), "");
    row("every text distinct, against the model alone", ratio("distinct", precision), "0.9");
    row(
        "resident memory, default run",
        format("%,.0f MB at most", samples.largest("resident")),
        "2,500 MB");
  }

  private void printMemory() throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(jvmFlags);
    // A heap of one size from the start: what grows then is native.
    flags.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"));
    ChildJvm run =
        ChildJvm.run(flags, SteadyMemory.class.getName(), String.valueOf(STEADY_BATCHES));
    String[] megabytes =
        run.output().strip().lines().reduce((first, last) -> last).orElseThrow().split(" ");
    row(
        format("resident memory after %,d batches, against after a tenth of them", STEADY_BATCHES),
        format("%.3f", Double.parseDouble(megabytes[1]) / Double.parseDouble(megabytes[0])),
        "1.05");
  }

  private void printThreads() throws RunnerException {
    int cores = Runtime.getRuntime().availableProcessors();
    System.out.println();
    head("calls at a time", "threads for each", "texts/s in fp32");
    for (int callers : List.of(1, cores)) {
      for (int threads : List.of(1, cores)) {
        double rate = microbenchmarks.textsPerSecond(callers, threads);
        row(String.valueOf(callers), String.valueOf(threads), format("%,.0f", rate));
      }
    }
  }

  private String perSecond(String name, String unit) {
    return format("%,.0f %s/s", samples.median(name), unit);
  }

  private String ratio(String name, String base) {
    return format("%.2f", samples.medianRatio(name, base));
  }

  private static String cosines(String precision) {
    DoubleSummaryStatistics cosines = Fidelity.of(precision);
    return format("%.5f at least, %.5f on average", cosines.getMin(), cosines.getAverage());
  }
}
