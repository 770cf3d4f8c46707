package io.vectorstream.qdrant.collection;

import com.google.common.collect.Maps;
import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.connection.Responses;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A collection of a Qdrant server, ready to be written to. Safe for several threads. */
public final class QdrantCollection implements AutoCloseable {

  private final QdrantClient client;
  private final String url;
  private final String name;

  private QdrantCollection(QdrantClient client, String url, String name) {
    this.client = client;
    this.url = url;
    this.name = name;
  }

  /**
   * Opens a collection, having created it and its payload indexes if they are missing, unless the
   * specification forbids that. Several workers may do so at once, and the metadata is that of the
   * one who created it. Where a collection is to be recreated, {@link #recreate} does so once for
   * all; opening only creates it if it is missing.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses; {@link
   *     UnfitCollectionException} if the collection is missing and may not be created, or does not
   *     fit. The message says in one sentence what is wrong
   */
  public static QdrantCollection open(QdrantConnection connection, CollectionSpec spec) {
    QdrantClient client = connection.connect();
    try {
      new CollectionSetup(client, spec).complete();
      return new QdrantCollection(client, connection.url(), spec.name());
    } catch (CallFailedException e) {
      client.close();
      throw QdrantException.of(connection.url(), e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /**
   * Deletes a collection with all its points, if there is one, and creates it anew. To be called
   * once, before anybody writes to it, and whatever the specification's {@link CreateDisposition}.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static void recreate(QdrantConnection connection, CollectionSpec spec) {
    try (QdrantClient client = connection.connect()) {
      new CollectionSetup(client, spec).recreate();
    } catch (CallFailedException e) {
      throw QdrantException.of(connection.url(), e);
    }
  }

  /**
   * Gives a collection that exists the sparse vectors of a specification that it lacks. Its points
   * have none of these until they are written again. Qdrant can do that since 1.18.
   *
   * @return the names of those that it lacked; none if there is no such collection
   * @throws QdrantException if the server is too old, cannot be reached or refuses; {@link
   *     UnfitCollectionException} if the collection does not fit otherwise, and then nothing is
   *     added
   */
  public static Set<String> addMissingSparseVectors(
      QdrantConnection connection, CollectionSpec spec) {
    try (QdrantClient client = connection.connect()) {
      try {
        return new CollectionSetup(client, spec).addMissingSparseVectors();
      } catch (CallFailedException e) {
        if (e.status().getCode() != Status.Code.UNIMPLEMENTED) {
          throw e;
        }
        throw ServerVersion.lacksVectorNames(
            connection.url(), Responses.await(client.healthCheckAsync()).getVersion());
      }
    } catch (CallFailedException e) {
      throw QdrantException.of(connection.url(), e);
    }
  }

  /**
   * The metadata of a collection of any kind, or nothing if there is no such collection.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static Optional<Map<String, Value>> findMetadata(
      QdrantConnection connection, String name) {
    return find(connection, name).map(info -> info.getConfig().getMetadataMap());
  }

  /**
   * The sparse vectors of a collection of any kind, by their names, or nothing if there is no such
   * collection.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static Optional<Map<String, SparseVectorSpec>> findSparseVectors(
      QdrantConnection connection, String name) {
    return find(connection, name)
        .map(
            info ->
                Maps.transformValues(
                    CollectionFit.sparseVectors(info),
                    found -> SparseVectorSpec.create().withModifier(found.getModifier())));
  }

  /**
   * Whether the server keeps the {@linkplain SparseVectorSpec#withModifier modifier} of a sparse
   * vector, as Qdrant does since version 1.10. An older one drops it and says nothing.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static boolean keepsModifiers(QdrantConnection connection) {
    try (QdrantClient client = connection.connect()) {
      return ServerVersion.keepsModifiers(Responses.await(client.healthCheckAsync()).getVersion());
    } catch (CallFailedException e) {
      throw QdrantException.of(connection.url(), e);
    }
  }

  private static Optional<CollectionInfo> find(QdrantConnection connection, String name) {
    try (QdrantClient client = connection.connect()) {
      return Responses.await(client.collectionExistsAsync(name))
          ? Optional.of(Responses.await(client.getCollectionInfoAsync(name)))
          : Optional.empty();
    } catch (CallFailedException e) {
      throw QdrantException.of(connection.url(), e);
    }
  }

  /**
   * What the collection says of itself, as Qdrant has it now.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public Map<String, Value> metadata() {
    return answer(client.getCollectionInfoAsync(name)).getConfig().getMetadataMap();
  }

  /**
   * Changes what the collection says of itself: sets the keys given and leaves the others alone. A
   * null value takes its key away. What two callers merge under different keys is all kept; under
   * the same key the later one wins.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public void mergeMetadata(Map<String, Value> changes) {
    UpdateCollection update =
        UpdateCollection.newBuilder().setCollectionName(name).putAllMetadata(changes).build();
    answer(client.updateCollectionAsync(update));
  }

  /**
   * How many points the collection holds.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public long count() {
    return answer(client.countAsync(name));
  }

  private <T> T answer(ListenableFuture<T> call) {
    try {
      return Responses.await(call);
    } catch (CallFailedException e) {
      throw QdrantException.of(url, e);
    }
  }

  /**
   * Checks that the server heeds the conditions of updates, as Qdrant does since version 1.16.
   *
   * @throws QdrantException if it does not, or cannot be reached
   */
  public void checkConditionalUpdates() {
    ServerVersion.checkConditionalUpdates(url, answer(client.healthCheckAsync()).getVersion());
  }

  /** The client that the collection is open with, for other calls; closed with the collection. */
  public QdrantClient client() {
    return client;
  }

  /** The collection's name. */
  public String name() {
    return name;
  }

  /** Where the collection is, as {@code url/name}. */
  @Override
  public String toString() {
    return url + "/" + name;
  }

  @Override
  public void close() {
    client.close();
  }
}
