package io.vectorstream.tools.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.search.Hit;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.search.SearchMode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run that is served over HTTP, and searches what it has stored with its own model. */
final class RunningPipeline {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HIGHEST_PORT = 65_535;

  private final String url;

  private RunningPipeline(String url) {
    this.url = url;
  }

  /**
   * The run at an address, which is not asked anything yet.
   *
   * @throws UserMistakeException if it is no HTTP address
   */
  static RunningPipeline at(String url) {
    if (!url.matches("https?://[^/?#]+/?") || !namesAHost(url)) {
      throw new UserMistakeException(
          "--run has to be an address such as http://localhost:8080, it is " + url);
    }
    return new RunningPipeline(url.replaceFirst("/$", ""));
  }

  /** Java reads an address such as {@code http://shop_app:8080} and finds no host in it. */
  private static boolean namesAHost(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  List<Hit> search(
      String query, @Nullable SearchMode mode, SearchFilter filter, int limit, boolean distinct) {
    Map<String, String> parameters = parameters(filter, limit, distinct);
    if (mode != null) {
      parameters.put("mode", mode.toString());
    }
    parameters.put("q", query);
    return ask("/api/search", parameters);
  }

  List<Hit> similar(String id, SearchFilter filter, int limit, boolean distinct) {
    return ask("/api/similar/" + encode(id), parameters(filter, limit, distinct));
  }

  private static Map<String, String> parameters(SearchFilter filter, int limit, boolean distinct) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("limit", limit);
    all.put("distinct", distinct ? "product" : null);
    all.put("event_type", filter.eventType());
    all.put("category", filter.category());
    all.put("user_id", filter.userId());
    all.put("min_price", filter.minPrice());
    all.put("max_price", filter.maxPrice());
    all.put("since", filter.since());
    all.put("until", filter.until());
    Map<String, String> given = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value.toString());
          }
        });
    return given;
  }

  private List<Hit> ask(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path + "?" + query)).timeout(PATIENCE).build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      JsonNode json = new ObjectMapper().readTree(response.body());
      if (response.statusCode() != 200) {
        throw new UserMistakeException("--run: " + json.path("error").asText("no answer"));
      }
      if (!json.path("hits").isArray()) {
        throw new UserMistakeException("--run: what answers at " + url + " is no run");
      }
      return hits(json);
    } catch (IOException e) {
      throw new UserMistakeException("--run: no run answers at " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserMistakeException("--run: interrupted while waiting for " + url, e);
    }
  }

  private static List<Hit> hits(JsonNode json) {
    List<Hit> hits = new ArrayList<>();
    for (JsonNode hit : json.path("hits")) {
      hits.add(
          new Hit(
              hit.path("score").asDouble(),
              hit.path("event_id").asText(),
              hit.path("point_id").asText(),
              hit.path("title").asText(),
              hit.path("category").asText(),
              hit.path("price").isNumber() ? hit.path("price").doubleValue() : null,
              hit.path("event_type").asText(),
              hit.path("user_id").asText(),
              hit.path("timestamp").asText()));
    }
    return hits;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
