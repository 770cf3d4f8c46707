package io.vectorstream.pipeline.serving;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.search.EventSearch;
import org.jspecify.annotations.Nullable;

/** A search of a run's collection, opened when somebody wants it first. */
public final class RunSearch implements AutoCloseable {

  private final TextEmbedder embedder;
  private final QdrantConnection qdrant;
  private final String collection;
  private @Nullable EventSearch search;

  /** Of a collection that is there. */
  public RunSearch(TextEmbedder embedder, QdrantConnection qdrant, String collection) {
    this.embedder = embedder;
    this.qdrant = qdrant;
    this.collection = collection;
  }

  /**
   * The search.
   *
   * @throws io.vectorstream.qdrant.connection.QdrantException if Qdrant cannot be reached or
   *     refuses
   */
  public synchronized EventSearch get() {
    if (search == null) {
      search = new EventSearch(embedder, qdrant, collection);
    }
    return search;
  }

  @Override
  public synchronized void close() {
    if (search != null) {
      search.close();
    }
  }
}
