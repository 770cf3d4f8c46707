package io.vectorstream.search;

import static com.google.common.base.Preconditions.checkArgument;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.util.List;

/**
 * Finds stored events by what their text means. Safe for several threads.
 *
 * <pre>{@code
 * try (EventSearch search = new EventSearch(embedder, connection, "ecommerce_embeddings")) {
 *   search.search("kablosuz kulaklık", SearchFilter.all().withMaxPrice(100), 10, true);
 * }
 * }</pre>
 *
 * <p>What hits are distinct is said at {@link StoredEvents}.
 */
public final class EventSearch implements AutoCloseable {

  private final TextEmbedder embedder;
  private final StoredEvents events;

  /**
   * A search that uses an embedder and does not close it.
   *
   * @param embedder has the model that filled the collection
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public EventSearch(TextEmbedder embedder, QdrantConnection connection, String collection) {
    this.embedder = embedder;
    this.events = new StoredEvents(connection, collection);
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
    StoredEvents.checkLimit(limit);
    return events.nearest(embedder.embedQuery(query), filter, limit, distinct);
  }

  /**
   * The events whose text means something like that of a stored one.
   *
   * @see StoredEvents#similar
   */
  public List<Hit> similar(String eventId, SearchFilter filter, int limit, boolean distinct) {
    return events.similar(eventId, filter, limit, distinct);
  }

  /**
   * What is stored, in numbers.
   *
   * @see StoredEvents#stats
   */
  public SearchStats stats() {
    return events.stats();
  }

  @Override
  public void close() {
    events.close();
  }
}
