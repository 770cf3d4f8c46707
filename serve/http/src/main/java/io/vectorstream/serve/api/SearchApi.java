package io.vectorstream.serve.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.Sets;
import io.vectorstream.search.EventSearch;
import io.vectorstream.search.Hit;
import io.vectorstream.search.NoSuchEventException;
import io.vectorstream.search.NoWordsException;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.search.SearchMode;
import io.vectorstream.search.SearchStats;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.http.Answer;
import io.vectorstream.serve.http.BadRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Finds what is stored, and counts it. */
public final class SearchApi {

  /** What {@link #similar} is found under, with the id behind it. */
  public static final String SIMILAR = "/api/similar/";

  private static final JsonMapper JSON = new JsonMapper();

  private static final int HITS = 10;
  private static final int MOST_HITS = 100;

  /** The store counts all its events for them. */
  private static final Duration STATS_LAST = Duration.ofSeconds(15);

  private static final Set<String> FILTERS =
      Set.of(
          "limit",
          "event_type",
          "category",
          "user_id",
          "min_price",
          "max_price",
          "since",
          "until",
          "distinct");

  private static final Set<String> WITH_QUERY =
      Sets.union(FILTERS, Set.of("q", "mode")).immutableCopy();

  private final RunView run;
  private final Supplier<Optional<SearchStats>> stats;

  /** Over what a run has stored. */
  public SearchApi(RunView run) {
    this.run = run;
    this.stats =
        Suppliers.memoizeWithExpiration(() -> run.search().map(EventSearch::stats), STATS_LAST);
  }

  /** Events that a text finds, by its meaning, its words or both, and by which of them. */
  public Answer search(Request request) {
    Parameters parameters = Parameters.of(request, WITH_QUERY);
    String query = parameters.needed("q");
    SearchMode asked =
        parameters.word("mode", SearchMode.NAMES).flatMap(SearchMode::of).orElse(null);
    Wanted wanted = wanted(parameters);
    return withSearch(
        search -> {
          SearchMode mode = choose(search, asked);
          List<Hit> hits = search.search(query, mode, wanted.filter, wanted.limit, wanted.distinct);
          return Answer.json(200, hits(hits).put("mode", mode.toString()));
        });
  }

  private static SearchMode choose(EventSearch search, @Nullable SearchMode asked) {
    try {
      return search.mode(asked);
    } catch (NoWordsException e) {
      throw new BadRequestException(e.getMessage());
    }
  }

  /** Events that are like a stored one. */
  public Answer similar(Request request) {
    Parameters parameters = Parameters.of(request, FILTERS);
    String id = URIUtil.decodePath(Request.getPathInContext(request).substring(SIMILAR.length()));
    if (id.isBlank()) {
      throw new BadRequestException("the event's id is missing behind " + SIMILAR);
    }
    Wanted wanted = wanted(parameters);
    try {
      return withSearch(
          search ->
              Answer.json(
                  200, hits(search.similar(id, wanted.filter, wanted.limit, wanted.distinct))));
    } catch (NoSuchEventException e) {
      return Answer.error(404, e.getMessage());
    }
  }

  private record Wanted(SearchFilter filter, int limit, boolean distinct) {}

  private static Wanted wanted(Parameters parameters) {
    return new Wanted(
        filter(parameters),
        parameters.count("limit", HITS, MOST_HITS),
        parameters.word("distinct", Set.of("product")).isPresent());
  }

  private Answer withSearch(Function<EventSearch, Answer> use) {
    return run.search()
        .map(use)
        .orElseGet(() -> Answer.error(503, "the run is starting, nothing can be searched yet"));
  }

  private static SearchFilter filter(Parameters parameters) {
    try {
      SearchFilter filter = SearchFilter.all();
      filter = parameters.text("event_type").map(filter::withEventType).orElse(filter);
      filter = parameters.text("category").map(filter::withCategory).orElse(filter);
      filter = parameters.text("user_id").map(filter::withUserId).orElse(filter);
      filter = parameters.number("min_price").map(filter::withMinPrice).orElse(filter);
      filter = parameters.number("max_price").map(filter::withMaxPrice).orElse(filter);
      filter = parameters.time("since").map(filter::withSince).orElse(filter);
      return parameters.time("until").map(filter::withUntil).orElse(filter);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage());
    }
  }

  private static ObjectNode hits(List<Hit> hits) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode array = json.putArray("hits");
    for (Hit hit : hits) {
      array
          .addObject()
          .put("event_id", hit.eventId())
          .put("point_id", hit.pointId())
          .put("score", hit.score())
          .put("title", hit.title())
          .put("category", hit.category())
          .put("price", hit.price())
          .put("event_type", hit.eventType())
          .put("user_id", hit.userId())
          .put("timestamp", hit.timestamp());
    }
    return json;
  }

  /** How many events are stored, by type, category and hour. */
  public Answer stats(Request request) {
    Parameters.of(request, Set.of());
    return stats
        .get()
        .map(counted -> Answer.json(200, json(counted)))
        .orElseGet(() -> Answer.error(503, "the run is starting, nothing can be counted yet"));
  }

  private static ObjectNode json(SearchStats stats) {
    ObjectNode json = JSON.createObjectNode().put("points", stats.points());
    json.put("newest", stats.newest() == null ? null : stats.newest().toString());
    json.set("by_type", JSON.valueToTree(stats.eventsByType()));
    json.set("by_category", JSON.valueToTree(stats.eventsByCategory()));
    ObjectNode hours = json.putObject("by_hour");
    stats.eventsByHour().forEach(hour -> hours.put(hour.start().toString(), hour.events()));
    return json;
  }
}
