package io.vectorstream.benchmarks.longrun;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.benchmarks.DistinctStream;
import io.vectorstream.benchmarks.Machine;
import io.vectorstream.benchmarks.Services;
import io.vectorstream.local.JvmFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run on SparkRunner that finds events waiting, each with a text of its own: how long its figures
 * stand still, with the broker and the store in processes of their own.
 */
final class NewTexts {

  private static final String TOPIC = "new-texts";
  private static final long LOOK_MILLIS = 200;

  private NewTexts() {}

  /** Runs it and prints a table. The argument, which may be left out, is the number of events. */
  public static void main(String[] args) throws Exception {
    int events = args.length < 1 ? 50_000 : Integer.parseInt(args[0]);
    List<String> jvmFlags = JvmFlags.read();
    try (Services services = Services.start(jvmFlags)) {
      DistinctStream.send(services.bootstrapServers(), TOPIC, events);
      read(jvmFlags, services, events);
    }
  }

  private static void read(List<String> jvmFlags, Services services, int events) throws Exception {
    Path folder = Files.createTempDirectory("vectorstream-new-texts");
    int port = LiveFigures.freePort();
    try (RunProcess run =
            RunProcess.start(
                folder,
                jvmFlags,
                services.options(TOPIC, TOPIC, "--startFrom=earliest", "--httpPort=" + port));
        LiveFigures live = LiveFigures.await(run, port)) {
      List<Standstill> standstills =
          List.of(
              new Standstill("lag", "lag, by the committed offsets", 0),
              new Standstill("textsEmbedded", "count of texts", events),
              new Standstill("stored", "count of points", events));
      double first = 0;
      while (live.figure("stored") < events || live.figure("lag") != 0) {
        run.requireAlive();
        if (first == 0 && live.figure("textsEmbedded") > 0) {
          first = run.seconds();
        }
        if (first > 0) {
          standstills.forEach(standstill -> standstill.look(live, run.seconds()));
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      double last = run.seconds();
      run.drain();

      System.out.printf(
          "%s. %,d events with a text each, waiting when the run starts.%n%n",
          Machine.describe(), events);
      head("a run on SparkRunner", "measured", "asked");
      row("from its start to the first text that is counted", format("%,.1f s", first), "");
      row("from then on, events/s", format("%,.0f", events / (last - first)), "");
      for (Standstill standstill : standstills) {
        row(
            standstill.words + ": longest standstill",
            format("%,.1f s", standstill.longest),
            "5 s");
      }
    }
  }

  /** How long a figure has been the same, before it came to its end. */
  private static final class Standstill {
    private final String figure;
    private final String words;
    private final long end;
    private long value = Long.MIN_VALUE;
    private double since;
    private double longest;

    Standstill(String figure, String words, long end) {
      this.figure = figure;
      this.words = words;
      this.end = end;
    }

    void look(LiveFigures live, double seconds) {
      long now = live.figure(figure);
      if (now != value) {
        value = now;
        since = seconds;
      }
      if (now != end) {
        longest = Math.max(longest, seconds - since);
      }
    }
  }
}
