package io.vectorstream.search;

import static com.google.common.base.Preconditions.checkArgument;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored events by what their text means, by its words, or by both. Safe for several threads.
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
   * The mode in which a search is done.
   *
   * @param wanted null for the best one: hybrid where the collection has words that were made as
   *     this version makes them, and meaning otherwise
   * @throws NoWordsException if it is hybrid or words, and the collection has no such words
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public SearchMode mode(@Nullable SearchMode wanted) {
    return events.mode(wanted);
  }

  /**
   * The events that a query finds in the best mode that the collection allows, the best first.
   *
   * @see #search(String, SearchMode, SearchFilter, int, boolean)
   */
  public List<Hit> search(String query, SearchFilter filter, int limit, boolean distinct) {
    return search(query, null, filter, limit, distinct);
  }

  /**
   * The events that a query finds, the best first. A filter holds for all hits, whatever they are
   * found by. What their scores mean is said at each {@link SearchMode}.
   *
   * @param query what to look for, in any language the model knows
   * @param wanted what makes an event a hit; null for what {@link #mode} says
   * @param limit how many hits at most, 1 or more
   * @param distinct whether each product and each query of shoppers comes once
   * @throws IllegalArgumentException if the query is blank, or the limit is below 1
   * @throws NoWordsException if words are wanted, and the collection has none that fit
   * @throws EmbeddingException if the model fails
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public List<Hit> search(
      String query, @Nullable SearchMode wanted, SearchFilter filter, int limit, boolean distinct) {
    checkArgument(!query.isBlank(), "the query is blank");
    StoredEvents.checkLimit(limit);
    return switch (mode(wanted)) {
      case HYBRID -> events.byBoth(query, embedder.embedQuery(query), filter, limit, distinct);
      case MEANING -> events.nearest(embedder.embedQuery(query), filter, limit, distinct);
      case WORDS -> events.sharingWords(query, filter, limit, distinct);
    };
  }

  /**
   * The events whose text means something like that of a stored one.
   *
   * @see StoredEvents#similar
   */
  public List<Hit> similar(String id, SearchFilter filter, int limit, boolean distinct) {
    return events.similar(id, filter, limit, distinct);
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
