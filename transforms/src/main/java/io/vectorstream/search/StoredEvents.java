package io.vectorstream.search;

import static com.google.common.base.Preconditions.checkArgument;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /**
   * The events of a collection that exists.
   *
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public StoredEvents(QdrantConnection connection, String collection) {
    this.store = new CollectionCalls(connection, collection);
  }

  /** The events whose vectors are nearest to this one, the nearest first. */
  List<Hit> nearest(float[] vector, SearchFilter filter, int limit, boolean distinct) {
    return find(QueryFactory.nearest(vector), filter.toQdrant(), limit, distinct);
  }

  /**
   * The events whose text means something like that of a stored one, the nearest first. The event
   * itself is not among them and, of distinct hits, its product or query is not either.
   *
   * @param eventId the event's own id
   * @param limit how many hits at most, 1 or more
   * @param distinct whether each product and each query of shoppers comes once
   * @throws NoSuchEventException if no event of this id is stored
   * @throws IllegalArgumentException if the limit is below 1
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public List<Hit> similar(String eventId, SearchFilter filter, int limit, boolean distinct) {
    checkLimit(limit);
    PointId id = PointIds.of(eventId);
    RetrievedPoint event =
        retrieve(id).orElseThrow(() -> new NoSuchEventException(eventId, store.collection()));
    Filter.Builder others = filter.toQdrant().toBuilder();
    if (distinct) {
      DistinctSearch.subject(new EventPayload(event.getPayloadMap())).ifPresent(others::addMustNot);
    }
    return find(QueryFactory.nearest(id), others.build(), limit, distinct);
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

  private Optional<RetrievedPoint> retrieve(PointId id) {
    GetPoints request =
        GetPoints.newBuilder()
            .setCollectionName(store.collection())
            .addIds(id)
            .setWithPayload(FIELDS)
            .build();
    return store.call((client, collection) -> client.retrieveAsync(request, null)).stream()
        .findFirst();
  }

  private List<Hit> find(Query query, Filter filter, int limit, boolean distinct) {
    List<ScoredPoint> points =
        distinct ? nearestOfEach(query, filter, limit) : nearest(query, filter, limit);
    return points.stream().map(Hit::of).toList();
  }

  private List<ScoredPoint> nearest(Query query, Filter filter, int limit) {
    QueryPoints request =
        QueryPoints.newBuilder()
            .setCollectionName(store.collection())
            .setQuery(query)
            .setFilter(filter)
            .setLimit(limit)
            .setWithPayload(FIELDS)
            .build();
    return store.call((client, collection) -> client.queryAsync(request));
  }

  private List<ScoredPoint> nearestOfEach(Query query, Filter filter, int limit) {
    QueryPointGroups request =
        QueryPointGroups.newBuilder()
            .setCollectionName(store.collection())
            .setQuery(query)
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
