package io.vectorstream.chaos;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks the store what it holds. Not safe for use by several threads at once. */
final class StoredPoints implements AutoCloseable {

  private static final int PAGE = 10_000;

  private final QdrantConnection connection;
  private final String collection;
  private @Nullable QdrantClient client;

  StoredPoints(String url, String collection) {
    this.connection = QdrantConnection.of(url).withTimeout(Duration.ofSeconds(10));
    this.collection = collection;
  }

  /** How many points there are; nothing while the store or the collection is not there. */
  OptionalLong count() throws InterruptedException {
    try {
      return OptionalLong.of(client().countAsync(collection).get());
    } catch (ExecutionException e) {
      // A client that has failed dials again after ever longer pauses; a new one does at once.
      close();
      return OptionalLong.empty();
    }
  }

  /** Every point's id. */
  Set<String> ids() throws InterruptedException {
    Set<String> ids = new HashSet<>();
    PointId next = null;
    do {
      ScrollPoints.Builder page =
          ScrollPoints.newBuilder()
              .setCollectionName(collection)
              .setLimit(PAGE)
              .setWithPayload(WithPayloadSelectorFactory.enable(false))
              .setWithVectors(WithVectorsSelectorFactory.enable(false));
      if (next != null) {
        page.setOffset(next);
      }
      ScrollResponse response = scroll(page.build());
      response.getResultList().forEach(point -> ids.add(text(point.getId())));
      next = response.hasNextPageOffset() ? response.getNextPageOffset() : null;
    } while (next != null);
    return ids;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private ScrollResponse scroll(ScrollPoints page) throws InterruptedException {
    try {
      return client().scrollAsync(page).get();
    } catch (ExecutionException e) {
      throw new ChaosException("The store's points cannot be read", e.getCause());
    }
  }

  private QdrantClient client() {
    if (client == null) {
      client = connection.connect();
    }
    return client;
  }

  private static String text(PointId id) {
    return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
  }
}
