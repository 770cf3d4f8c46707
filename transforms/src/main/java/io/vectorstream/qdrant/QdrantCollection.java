package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.qdrant.Calls.CallFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A collection that takes vectors of one size under cosine distance. Safe for several threads. */
public final class QdrantCollection implements PointUpserter {

  private final QdrantClient client;
  private final String url;
  private final String name;

  private QdrantCollection(QdrantClient client, String url, String name) {
    this.client = client;
    this.url = url;
    this.name = name;
  }

  /**
   * Opens a collection, creating it without metadata if it is missing; see {@link
   * #open(QdrantConnection, String, int, Map)}.
   */
  public static QdrantCollection open(QdrantConnection connection, String name, int vectorSize) {
    return open(connection, name, vectorSize, Map.of());
  }

  /**
   * Opens a collection, creating it if it is missing. Several workers may do so at once, and the
   * metadata is that of the one who created it.
   *
   * @param metadata what a collection created now says of itself; one that exists keeps its own
   * @throws QdrantException if Qdrant cannot be reached, refuses, or has a collection of this name
   *     that does not fit; the message says in one sentence what is wrong
   */
  public static QdrantCollection open(
      QdrantConnection connection, String name, int vectorSize, Map<String, Value> metadata) {
    QdrantClient client = connection.connect();
    try {
      createIfMissing(client, name, vectorSize, metadata);
      checkFits(name, Calls.await(client.getCollectionInfoAsync(name)), vectorSize);
      return new QdrantCollection(client, connection.url(), name);
    } catch (CallFailedException e) {
      client.close();
      throw QdrantException.of(connection.url(), e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /**
   * The metadata of a collection of any kind, or nothing if there is no such collection.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static Optional<Map<String, Value>> findMetadata(
      QdrantConnection connection, String name) {
    try (QdrantClient client = connection.connect()) {
      if (!Calls.await(client.collectionExistsAsync(name))) {
        return Optional.empty();
      }
      CollectionInfo info = Calls.await(client.getCollectionInfoAsync(name));
      return Optional.of(info.getConfig().getMetadataMap());
    } catch (CallFailedException e) {
      throw QdrantException.of(connection.url(), e);
    }
  }

  private static void createIfMissing(
      QdrantClient client, String name, int vectorSize, Map<String, Value> metadata)
      throws CallFailedException {
    if (Calls.await(client.collectionExistsAsync(name))) {
      return;
    }
    VectorParams.Builder vectors =
        VectorParams.newBuilder().setSize(vectorSize).setDistance(Distance.Cosine);
    CreateCollection request =
        CreateCollection.newBuilder()
            .setCollectionName(name)
            .setVectorsConfig(VectorsConfig.newBuilder().setParams(vectors))
            .putAllMetadata(metadata)
            .build();
    try {
      Calls.await(client.createCollectionAsync(request));
    } catch (CallFailedException e) {
      // Another worker may have been faster; Qdrant says so in more than one way.
      if (!Calls.await(client.collectionExistsAsync(name))) {
        throw e;
      }
    }
  }

  private static void checkFits(String name, CollectionInfo info, int vectorSize) {
    VectorsConfig vectors = info.getConfig().getParams().getVectorsConfig();
    if (!vectors.hasParams()) {
      throw new QdrantException(
          "The collection \"" + name + "\" has named vectors, a single unnamed one is wanted");
    }
    VectorParams found = vectors.getParams();
    if (found.getSize() != vectorSize || found.getDistance() != Distance.Cosine) {
      throw new QdrantException(
          String.format(
              "The collection \"%s\" holds vectors of %d components under %s distance, the model"
                  + " makes %d under Cosine: choose another collection or delete this one",
              name, found.getSize(), found.getDistance(), vectorSize));
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
      return Calls.await(call);
    } catch (CallFailedException e) {
      throw QdrantException.of(url, e);
    }
  }

  @Override
  public ListenableFuture<UpdateResult> upsert(List<PointStruct> points) {
    return client.upsertAsync(
        UpsertPoints.newBuilder()
            .setCollectionName(name)
            .setWait(true)
            .addAllPoints(points)
            .build());
  }

  @Override
  public void close() {
    client.close();
  }
}
