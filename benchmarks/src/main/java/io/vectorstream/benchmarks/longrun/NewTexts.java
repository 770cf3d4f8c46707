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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run on SparkRunner that finds events waiting, each with a text of its own: how long its figures
 * stand still, with the broker and the store in processes of their own.
 */
final class NewTexts {

  private static final String TOPIC = "new-texts";
  private static final long LOOK_MILLIS = 200;

  /** What moves, and the name under which a run tells it. */
  private static final Map<String, String> FIGURES = figures();

  private NewTexts() {}

  private static Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("lag", "records before the committed offsets");
    figures.put("textsEmbedded", "count of texts");
    figures.put("stored", "count of points");
    return figures;
  }

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
      Map<String, Standstill> standstills = new LinkedHashMap<>();
      FIGURES.keySet().forEach(name -> standstills.put(name, new Standstill()));
      double first = 0;
      while (live.figure("stored") < events || live.figure("lag") != 0) {
        run.requireAlive();
        if (first == 0 && live.figure("textsEmbedded") > 0) {
          first = run.seconds();
        }
        for (Map.Entry<String, Standstill> figure : standstills.entrySet()) {
          if (first > 0
              && live.figure(figure.getKey()) != (figure.getKey().equals("lag") ? 0 : events)) {
            figure.getValue().look(live.figure(figure.getKey()), run.seconds());
          }
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
      standstills.forEach(
          (name, standstill) ->
              row(
                  FIGURES.get(name) + ": longest standstill",
                  format("%,.1f s", standstill.longest()),
                  "5 s"));
    }
  }

  /** How long a figure has been the same. */
  private static final class Standstill {
    private long value = Long.MIN_VALUE;
    private double since;
    private double longest;

    void look(long now, double seconds) {
      if (now != value) {
        value = now;
        since = seconds;
      }
      longest = Math.max(longest, seconds - since);
    }

    double longest() {
      return longest;
    }
  }
}
