package io.vectorstream.qdrant.point;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.connection.Responses;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks which points a collection holds, without fetching what is in them. The collection is neither
 * created nor changed. Safe for several threads.
 */
public final class PointLookup implements AutoCloseable {

  /** Some hundred kilobytes in a call, which every proxy lets through. */
  private static final int IDS_PER_CALL = 5_000;

  private final QdrantClient client;
  private final String url;
  private final String collection;

  private PointLookup(QdrantClient client, String url, String collection) {
    this.client = client;
    this.url = url;
    this.collection = collection;
  }

  /**
   * Looks into a collection that exists.
   *
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public static PointLookup open(QdrantConnection connection, String collection) {
    return new PointLookup(connection.connectTo(collection), connection.url(), collection);
  }

  /**
   * Those of the ids that name a point of the collection now, in the form that {@link PointIds}
   * gives them.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public Set<PointId> stored(Collection<PointId> ids) {
    List<PointId> distinct = ids.stream().map(PointIds::canonical).distinct().toList();
    Set<PointId> stored = new HashSet<>();
    for (int start = 0; start < distinct.size(); start += IDS_PER_CALL) {
      int end = Math.min(start + IDS_PER_CALL, distinct.size());
      for (RetrievedPoint point : retrieve(distinct.subList(start, end))) {
        stored.add(PointIds.canonical(point.getId()));
      }
    }
    return stored;
  }

  /**
   * The ids of the points in which a field of the payload has one of some texts. Qdrant looks
   * through all points for them unless the field has an index.
   *
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public Set<PointId> withText(String field, Set<String> texts) {
    Set<PointId> found = new HashSet<>();
    ScrollPoints.Builder page =
        ScrollPoints.newBuilder()
            .setCollectionName(collection)
            .setFilter(
                Filter.newBuilder()
                    .addMust(ConditionFactory.matchKeywords(field, List.copyOf(texts))))
            .setLimit(IDS_PER_CALL)
            .setWithPayload(WithPayloadSelectorFactory.enable(false));
    try {
      ScrollResponse response;
      do {
        response = Responses.await(client.scrollAsync(page.build(), null));
        response.getResultList().forEach(point -> found.add(PointIds.canonical(point.getId())));
        page.setOffset(response.getNextPageOffset());
      } while (response.hasNextPageOffset());
    } catch (CallFailedException e) {
      throw QdrantException.of(url, e);
    }
    return found;
  }

  /** Looks for a server that was lost at once, however long it has been away. */
  public void reconnect() {
    client.grpcClient().channel().resetConnectBackoff();
  }

  private List<RetrievedPoint> retrieve(List<PointId> ids) {
    GetPoints request = GetPoints.newBuilder().setCollectionName(collection).addAllIds(ids).build();
    try {
      return Responses.await(client.retrieveAsync(request, null));
    } catch (CallFailedException e) {
      throw QdrantException.of(url, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
