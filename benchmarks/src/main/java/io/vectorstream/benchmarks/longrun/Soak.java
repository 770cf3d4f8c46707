package io.vectorstream.benchmarks.longrun;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.benchmarks.Machine;
import io.vectorstream.benchmarks.Services;
import io.vectorstream.benchmarks.StreamTopic;
import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A run on SparkRunner under a steady stream, with the broker and the store in processes of their
 * own: prints what it held after three minutes and at the end, and draws it all.
 */
final class Soak {

  private static final String TOPIC = "steady";
  private static final int PARTITIONS = 2;
  private static final double EARLY_SECONDS = 180;
  private static final double WARM_SECONDS = 60;
  private static final long INTERVAL_SECONDS = 10;

  /** With a heap that is all there from the start, resident memory shows what grows beside it. */
  private static final List<String> FIXED_HEAP = List.of("-Xms1500m", "-XX:+AlwaysPreTouch");

  private final List<SoakSample> samples = new ArrayList<>();

  /** Seconds that no event has exceeded after the first minute. */
  private double longest;

  private Soak() {}

  /**
   * Runs it. The arguments, which may be left out, are minutes (30), events a second (1,000) and
   * the picture's file (docs/images/soak.png).
   */
  public static void main(String[] args) throws Exception {
    double minutes = args.length < 1 ? 30 : Double.parseDouble(args[0]);
    double perSecond = args.length < 2 ? 1_000 : Double.parseDouble(args[1]);
    Path picture = Path.of(args.length < 3 ? "docs/images/soak.png" : args[2]);
    Path folder = Files.createTempDirectory("vectorstream-soak");
    new Soak().run(minutes, perSecond, picture, folder);
  }

  private void run(double minutes, double perSecond, Path picture, Path folder) throws Exception {
    List<String> jvmFlags = JvmFlags.read();
    Path report = folder.resolve("report.json");
    int port = LiveFigures.freePort();
    try (Services services = Services.start(jvmFlags)) {
      StreamTopic.create(services.bootstrapServers(), TOPIC, PARTITIONS);
      List<String> flags = new ArrayList<>(jvmFlags);
      flags.add(SparkBlocks.JVM_FLAG);
      flags.addAll(FIXED_HEAP);
      try (RunProcess run =
              RunProcess.start(
                  folder,
                  flags,
                  services.options(TOPIC, TOPIC, "--httpPort=" + port, "--report=" + report));
          LiveFigures live = LiveFigures.awaitReading(run, port);
          SteadyStream stream = SteadyStream.start(services.bootstrapServers(), TOPIC, perSecond)) {
        try (SparkBlocks blocks = SparkBlocks.of(run.pid())) {
          watch(run, live, blocks, WARM_SECONDS);
          LatencyCounts warm = LatencyCounts.of(port);
          watch(run, live, blocks, minutes * 60);
          longest = LatencyCounts.of(port).longestSince(warm);
        }
        long sent = stream.end();
        awaitAll(run, live, sent);
        long lines = run.logLines();
        run.drain();
        print(minutes, perSecond, sent, lines, new ObjectMapper().readTree(report.toFile()));
        SoakChart.write(samples, picture);
      }
    }
  }

  private void watch(RunProcess run, LiveFigures live, SparkBlocks blocks, double seconds)
      throws IOException, InterruptedException {
    while (run.seconds() < seconds) {
      TimeUnit.SECONDS.sleep(INTERVAL_SECONDS);
      run.requireAlive();
      samples.add(
          new SoakSample(
              run.seconds(),
              run.residentMegabytes(),
              blocks.liveMegabytes(),
              run.threads(),
              run.openFiles(),
              run.temporaryFiles(),
              blocks.megabytes(),
              live.figure("lag"),
              live.figure("p50"),
              live.figure("p99")));
      System.err.println(samples.get(samples.size() - 1));
    }
  }

  private static void awaitAll(RunProcess run, LiveFigures live, long sent)
      throws IOException, InterruptedException {
    while (live.figure("stored") < sent || live.figure("lag") > 0) {
      run.requireAlive();
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void print(double minutes, double perSecond, long sent, long logLines, JsonNode report)
      throws IOException {
    System.out.printf(
        "%s. %,.0f minutes at %,.0f events/s: %,d sent, %,d stored, %,d lines of log.%n%n",
        Machine.describe(),
        minutes,
        perSecond,
        sent,
        report.get("points_written").asLong(),
        logLines);
    head("a steady run on SparkRunner", "after 3 minutes", "at the end", "most");
    grown("resident memory", "%,.0f MB", SoakSample::residentMegabytes);
    grown("Java objects in use", "%,.0f MB", SoakSample::liveMegabytes);
    grown("threads", "%,.0f", SoakSample::threads);
    grown("open files", "%,.0f", SoakSample::files);
    grown("temporary files", "%,.0f", SoakSample::temporaryFiles);
    grown("Spark's blocks", "%,.1f MB", SoakSample::blockMegabytes);
    grown("half of the events of 10 s, end to end", "%,.0f ms", SoakSample::p50);
    grown("99 of 100 events of 10 s, end to end", "%,.0f ms", SoakSample::p99);
    System.out.printf(
        "%nAfter the first minute none took longer than %.3f s.%nLatencies of all events: %s%n",
        longest, report.get("latency_ms"));
  }

  private void grown(String words, String format, ToDoubleFunction<SoakSample> figure) {
    List<SoakSample> warm =
        samples.stream().filter(sample -> sample.seconds() > WARM_SECONDS).toList();
    SoakSample early =
        samples.stream()
            .filter(sample -> sample.seconds() >= EARLY_SECONDS)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("four minutes are the least"));
    SoakSample last = samples.get(samples.size() - 1);
    double most =
        warm.stream().map(figure::applyAsDouble).max(Comparator.naturalOrder()).orElseThrow();
    row(
        words,
        format(format, figure.applyAsDouble(early)),
        format(format, figure.applyAsDouble(last)),
        format(format, most));
  }
}
