package io.vectorstream.benchmarks.longrun;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events of a run took how long, end to end, as its metrics tell.
 *
 * @param upTo by seconds, how many took so long at most
 */
record LatencyCounts(SortedMap<Double, Long> upTo) {

  private static final Pattern BUCKET =
      Pattern.compile(
          "^vectorstream_event_latency_seconds_bucket\\{le=\"(\\S+)\"\\} (\\d+)",
          Pattern.MULTILINE);

  /** Asks the run that is served on a port. */
  static LatencyCounts of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
    String page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    SortedMap<Double, Long> upTo = new TreeMap<>();
    Matcher bucket = BUCKET.matcher(page);
    while (bucket.find()) {
      upTo.put(
          Double.parseDouble(bucket.group(1).replace("+Inf", "Infinity")),
          Long.parseLong(bucket.group(2)));
    }
    return new LatencyCounts(upTo);
  }

  /** The seconds that no event has exceeded since earlier counts; bounds are wide. */
  double longestSince(LatencyCounts earlier) {
    long all = since(earlier, Double.POSITIVE_INFINITY);
    return upTo.keySet().stream()
        .filter(bound -> since(earlier, bound) == all)
        .findFirst()
        .orElseThrow();
  }

  private long since(LatencyCounts earlier, double bound) {
    return upTo.get(bound) - earlier.upTo.getOrDefault(bound, 0L);
  }
}
