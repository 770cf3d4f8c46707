package io.vectorstream.search;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.LostServer;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.connection.Responses;
import java.util.function.BiFunction;

/** Calls about one collection, of which a failure is said in one sentence. */
final class CollectionCalls implements AutoCloseable {
  private final QdrantClient client;
  private final String url;
  private final String collection;

  /**
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  CollectionCalls(QdrantConnection connection, String collection) {
    this.client = connection.connectTo(collection);
    this.url = connection.url();
    this.collection = collection;
  }

  String collection() {
    return collection;
  }

  /** Makes a call, and waits for its response. */
  <T> T call(BiFunction<QdrantClient, String, ListenableFuture<T>> call) {
    return await(start(call));
  }

  /** Makes a call whose response is for {@link #await}. */
  <T> ListenableFuture<T> start(BiFunction<QdrantClient, String, ListenableFuture<T>> call) {
    LostServer.lookFor(client);
    return call.apply(client, collection);
  }

  <T> T await(ListenableFuture<T> call) {
    try {
      return Responses.await(call);
    } catch (CallFailedException e) {
      throw explain(e);
    }
  }

  QdrantException explain(CallFailedException failure) {
    return QdrantException.of(url, failure);
  }

  @Override
  public void close() {
    client.close();
  }
}
