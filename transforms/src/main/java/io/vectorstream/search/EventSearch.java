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
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds stored events by what their text means. Safe for several threads.
 *
 * <pre>{@code
 * try (EventSearch search = new EventSearch(embedder, connection, "ecommerce_embeddings")) {
 *   search.search("kablosuz kulaklık", SearchFilter.all().withMaxPrice(100), 10, true);
 * }
 * }</pre>
 *
 * <p>Distinct hits are the nearest event of each product (by its id or, where it has none, by its
 * name) and, of events without a product, of each query that shoppers searched for.
 */
public final class EventSearch implements AutoCloseable {

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

  private final TextEmbedder embedder;
  private final CollectionCalls store;

  /**
   * A search that uses an embedder and does not close it.
   *
   * @param embedder has the model that filled the collection
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public EventSearch(TextEmbedder embedder, QdrantConnection connection, String collection) {
    this.embedder = embedder;
    this.store = new CollectionCalls(connection, collection);
  }

  /**
   * The events whose text means something like a query, the nearest first.
   *
   * @param query what to look for, in any language the model knows
   * @param limit how many hits at most, 1 or more
   * @param distinct whether each product and each query of shoppers comes once
   * @throws IllegalArgumentException if the query is blank, or the limit is below 1
   * @throws EmbeddingException if the model fails
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public List<Hit> search(String query, SearchFilter filter, int limit, boolean distinct) {
    checkArgument(!query.isBlank(), "the query is blank");
    checkLimit(limit);
    return find(
        QueryFactory.nearest(embedder.embedQuery(query)), filter.toQdrant(), limit, distinct);
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

  private static void checkLimit(int limit) {
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
