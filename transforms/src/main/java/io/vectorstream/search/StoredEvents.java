package io.vectorstream.search;

import static com.google.common.base.Preconditions.checkArgument;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the events of a collection, for which no model is needed. Safe for several threads.
 *
 * <p>Distinct hits are the nearest event of each product (by its id or, where it has none, by its
 * name) and, of events without a product, of each query that shoppers searched for.
 */
public final class StoredEvents implements AutoCloseable {

  private static final WithPayloadSelector FIELDS =
      WithPayloadSelectorFactory.include(
          List.of(
              EventFields.EVENT_ID,
              EventFields.EVENT_TYPE,
              EventFields.USER_ID,
              EventFields.TIMESTAMP,
              EventFields.SEARCH_QUERY,
              EventFields.PRODUCT_ID,
              EventFields.PRODUCT_NAME,
              EventFields.CATEGORY,
              EventFields.PRICE));

  private final CollectionCalls store;
  private final StoredWords words;

  /**
   * The events of a collection that exists.
   *
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public StoredEvents(QdrantConnection connection, String collection) {
    this.store = new CollectionCalls(connection, collection);
    this.words = new StoredWords(store);
  }

  /**
   * The mode in which events are searched that a query's words or meaning is to be found in.
   *
   * @param wanted null for the best one
   * @throws NoWordsException if it needs words, and the collection has none that fit
   */
  SearchMode mode(@Nullable SearchMode wanted) {
    return words.choose(wanted);
  }

  /** The events whose vectors are nearest to this one, the nearest first. */
  List<Hit> nearest(float[] vector, SearchFilter filter, int limit, boolean distinct) {
    return hits(find(Wanted.meaning(vector), filter.toQdrant(), limit, distinct), limit);
  }

  /** The events whose texts share the most words with a query, the best first. */
  List<Hit> sharingWords(String query, SearchFilter filter, int limit, boolean distinct) {
    return hits(find(Wanted.words(query), filter.toQdrant(), limit, distinct), limit);
  }

  /** The events that are found by a vector, by a query's words or by both, the best first. */
  List<Hit> byBoth(String query, float[] vector, SearchFilter filter, int limit, boolean distinct) {
    Filter wanted = filter.toQdrant();
    int depth = TwoHalves.depth(limit);
    List<ScoredPoint> meaning = find(Wanted.meaning(vector), wanted, depth, distinct);
    List<ScoredPoint> words = find(Wanted.words(query), wanted, depth, distinct);
    return hits(TwoHalves.fuse(query, meaning, words, hit -> same(hit, distinct)), limit);
  }

  /** Two events of the same product are the same hit where hits are distinct. */
  private static Object same(ScoredPoint hit, boolean distinct) {
    return distinct
        ? Subject.of(new EventPayload(hit.getPayloadMap()))
            .<Object>map(Function.identity())
            .orElse(hit.getId())
        : hit.getId();
  }

  /**
   * The events whose text means something like that of a stored one, the nearest first; of an event
   * of several items, like that of one of them (of 20 at most). The event itself is not among them,
   * nor any of its items and, of distinct hits, its products or its query are not either.
   *
   * @param id the event's own id, or that of a point, such as one of its items
   * @param limit how many hits at most, 1 or more
   * @param distinct whether each product and each query of shoppers comes once
   * @throws NoSuchEventException if neither an event nor a point of this id is stored
   * @throws IllegalArgumentException if the limit is below 1
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public List<Hit> similar(String id, SearchFilter filter, int limit, boolean distinct) {
    checkLimit(limit);
    EventPoints event =
        EventPoints.find(store, id)
            .orElseThrow(() -> new NoSuchEventException(id, store.collection()));
    Filter.Builder others = filter.toQdrant().toBuilder();
    event.event().ifPresent(others::addMustNot);
    if (distinct) {
      event.subjects().forEach(others::addMustNot);
    }
    List<ScoredPoint> found = new ArrayList<>();
    for (PointId query : event.queries()) {
      found.addAll(find(Wanted.like(query), others.build(), limit, distinct));
    }
    return hits(best(found, distinct), limit);
  }

  /** Each of the hits once, where it is the nearest. */
  private static List<ScoredPoint> best(List<ScoredPoint> found, boolean distinct) {
    Map<Object, ScoredPoint> best = new LinkedHashMap<>();
    found.stream()
        .sorted(Comparator.comparing(ScoredPoint::getScore).reversed())
        .forEach(hit -> best.putIfAbsent(same(hit, distinct), hit));
    return List.copyOf(best.values());
  }

  /**
   * What is stored, in numbers. The store counts all its events for it, so ask now and then only.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public SearchStats stats() {
    return new StatsReader(store).read(Instant.now());
  }

  static void checkLimit(int limit) {
    checkArgument(limit >= 1, "the limit has to be at least 1, it is %s", limit);
  }

  private static List<Hit> hits(List<ScoredPoint> points, int limit) {
    return points.stream().limit(limit).map(Hit::of).toList();
  }

  private List<ScoredPoint> find(Wanted wanted, Filter filter, int limit, boolean distinct) {
    if (wanted.isNothing()) {
      return List.of();
    }
    return distinct ? nearestOfEach(wanted, filter, limit) : nearest(wanted, filter, limit);
  }

  private List<ScoredPoint> nearest(Wanted wanted, Filter filter, int limit) {
    QueryPoints request =
        wanted
            .query()
            .setCollectionName(store.collection())
            .setFilter(filter)
            .setLimit(limit)
            .setWithPayload(FIELDS)
            .build();
    return store.call((client, collection) -> client.queryAsync(request));
  }

  private List<ScoredPoint> nearestOfEach(Wanted wanted, Filter filter, int limit) {
    QueryPointGroups request =
        wanted
            .queryGroups()
            .setCollectionName(store.collection())
            .setFilter(filter)
            .setWithPayload(FIELDS)
            .build();
    DistinctSearch search =
        new DistinctSearch(
            groups -> store.call((client, collection) -> client.queryGroupsAsync(groups)));
    return search.find(request, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
