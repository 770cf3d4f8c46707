package io.vectorstream.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is served over HTTP on this machine. */
final class Pages {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern LINK = Pattern.compile("href=[\"']?([\\w/][^\"' >{}]*)");
  private static final int LIMIT = 300;

  private final HttpClient client = HttpClient.newHttpClient();

  /** A page that has to be there. */
  String get(String address) throws IOException, InterruptedException {
    HttpResponse<String> response = ask(address);
    if (response.statusCode() != 200) {
      throw new IOException(address + " answers " + response.statusCode());
    }
    return response.body();
  }

  /** A page that is JSON. */
  JsonNode json(String address) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(address));
  }

  /** The sum of a metric's lines on a page for Prometheus, whatever their labels. */
  long metric(String address, String name) throws IOException, InterruptedException {
    return get(address)
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /**
   * All pages that links lead to from some, as far as they are served by the same servers; by their
   * addresses.
   */
  Map<String, String> crawl(List<String> roots) throws InterruptedException {
    Map<String, String> pages = new LinkedHashMap<>();
    Set<String> servers = new HashSet<>();
    roots.forEach(root -> servers.add(URI.create(root).getAuthority()));
    Deque<String> next = new ArrayDeque<>(roots);
    while (!next.isEmpty() && pages.size() < LIMIT) {
      String address = next.remove();
      if (pages.containsKey(address)) {
        continue;
      }
      String page;
      try {
        page = ask(address).body();
      } catch (IOException e) {
        // A worker that was killed serves no page.
        page = "";
      }
      pages.put(address, page);
      Matcher links = LINK.matcher(page);
      while (links.find()) {
        URI link = URI.create(address).resolve(links.group(1).replace("&amp;", "&"));
        // Links that end an executor or the application are no pages.
        if (servers.contains(link.getAuthority()) && !link.getPath().contains("/kill")) {
          next.add(link.toString().replaceFirst("#.*", ""));
        }
      }
    }
    return pages;
  }

  private HttpResponse<String> ask(String address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
