package io.vectorstream.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result as a table in Markdown. */
final class ResultTable {

  private ResultTable() {}

  /** The table, of one line each row. */
  static String of(ChaosResult result) {
    Comparison found = result.comparison();
    ChaosSettings settings = result.settings();
    Stream<String> rows =
        Stream.of(
            row("", "pipeline", "store", "broker"),
            row("---", "---:", "---:", "---:"),
            perService("killed", result.kills()),
            perService("ended by itself", result.endings()),
            recoveries("recovery, median", result.outages(), ResultTable::median),
            recoveries("recovery, worst", result.outages(), times -> times.get(times.size() - 1)),
            "",
            row("", ""),
            row("---", "---:"),
            row("runner", settings.runner()),
            row("stream", seconds(streamed(result)) + " at " + settings.rate() + " events/s"),
            row("partitions", number(settings.partitions())),
            row("seed of kills and aborts", Long.toString(settings.seed())),
            row("events sent", number(found.sent())),
            row("of them malformed", number(found.malformed())),
            row("sent and aborted", number(found.aborted())),
            row("points stored", number(found.stored())),
            row("dead letters", number(found.letters())),
            row("dead letters written again", number(found.lettersAgain())),
            row("**missing**", "**" + number(found.missing().size()) + "**"),
            row("**extra**", "**" + number(found.extra().size()) + "**"),
            row("**lag at the end**", "**" + number(result.lag()) + "**"),
            row("complete after the stream's end", seconds(result.catchUp())),
            row("pipeline's exit code after SIGTERM", exitCode(result)));
    return rows.collect(Collectors.joining("\n"));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String perService(String name, Map<Service, Integer> counts) {
    return row(
        name,
        number(counts.get(Service.PIPELINE)),
        number(counts.get(Service.STORE)),
        number(counts.get(Service.BROKER)));
  }

  private static String recoveries(String name, Outages outages, Choice choice) {
    return row(
        name,
        recovery(outages.recoveries(Service.PIPELINE), choice),
        recovery(outages.recoveries(Service.STORE), choice),
        recovery(outages.recoveries(Service.BROKER), choice));
  }

  /** One of some times that are sorted. */
  @FunctionalInterface
  private interface Choice {
    Duration of(List<Duration> times);
  }

  private static String recovery(List<Duration> times, Choice choice) {
    return times.isEmpty() ? "-" : seconds(choice.of(times));
  }

  /** The lower of the two in the middle if there are two. */
  private static Duration median(List<Duration> times) {
    return times.get((times.size() - 1) / 2);
  }

  private static Duration streamed(ChaosResult result) {
    long events = result.comparison().sent() + result.comparison().aborted();
    return Duration.ofMillis(events * 1_000 / result.settings().rate());
  }

  private static String exitCode(ChaosResult result) {
    return result.exitCode().isPresent()
        ? Integer.toString(result.exitCode().getAsInt())
        : "none: it did not end";
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%,.1f s", time.toMillis() / 1e3);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
