package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.qdrant.Calls.CallFailedException;
import java.util.List;

/** A collection that takes vectors of one size under cosine distance. Safe for several threads. */
public final class QdrantCollection implements PointUpserter {

  private final QdrantClient client;
  private final String name;

  private QdrantCollection(QdrantClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * Opens a collection, creating it if it is missing. Several workers may do so at once.
   *
   * @throws QdrantException if Qdrant cannot be reached, refuses, or has a collection of this name
   *     that does not fit; the message says in one sentence what is wrong
   */
  public static QdrantCollection open(QdrantConnection connection, String name, int vectorSize) {
    QdrantClient client = connection.connect();
    try {
      createIfMissing(client, name, vectorSize);
      checkFits(name, Calls.await(client.getCollectionInfoAsync(name)), vectorSize);
      return new QdrantCollection(client, name);
    } catch (CallFailedException e) {
      client.close();
      throw new QdrantException(explain(connection.url(), e), e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static void createIfMissing(QdrantClient client, String name, int vectorSize)
      throws CallFailedException {
    if (Calls.await(client.collectionExistsAsync(name))) {
      return;
    }
    VectorParams vectors =
        VectorParams.newBuilder().setSize(vectorSize).setDistance(Distance.Cosine).build();
    try {
      Calls.await(client.createCollectionAsync(name, vectors));
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

  private static String explain(String url, CallFailedException e) {
    if (WrongProtocol.isShownBy(e.status())) {
      return "What answers at "
          + url
          + " is not Qdrant's gRPC port: give that one, 6334 by default (6333 is the REST port),"
          + " with https:// only if the server uses TLS";
    }
    return switch (e.status().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> "Qdrant cannot be reached at " + url;
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "Qdrant at " + url + " does not accept the API key, or the lack of one";
      default -> "Qdrant at " + url + " refused: " + e.getMessage();
    };
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
