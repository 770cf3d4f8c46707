package io.vectorstream.pipeline.items;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.connection.Backoff;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.PointLookup;
import io.vectorstream.shared.OutageLog;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks which points of an event are stored. While Qdrant is away, that waits. */
final class StoredItems implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoredItems.class);

  private final QdrantConnection connection;
  private final String collection;
  private final Duration maxOutage;
  private final OutageLog outages = new OutageLog(LOG, "Qdrant");
  private PointLookup points;

  /**
   * Looks into a collection, which is not asked anything yet.
   *
   * @param maxOutage how long a store that is away is waited for
   */
  StoredItems(QdrantConnection connection, String collection, Duration maxOutage) {
    this.connection = connection;
    this.collection = collection;
    this.maxOutage = maxOutage;
  }

  /**
   * The points that have an event's id in one of its usual spellings.
   *
   * @throws QdrantException if Qdrant is away for longer, refuses, or has no such collection
   */
  Set<PointId> of(String eventId) throws InterruptedException {
    long start = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        Set<PointId> stored = lookup().withText("event_id", PointIds.usualSpellings(eventId));
        outages.worked();
        return stored;
      } catch (QdrantException e) {
        if (!e.isOutage() || System.nanoTime() - start >= maxOutage.toNanos()) {
          throw e;
        }
        outages.failed(e.getMessage());
      }
      Thread.sleep(Backoff.millisAfter(failures));
      if (points != null) {
        points.reconnect();
      }
    }
  }

  private PointLookup lookup() {
    if (points == null) {
      points = PointLookup.open(connection, collection);
    }
    return points;
  }

  @Override
  public void close() {
    if (points != null) {
      points.close();
      points = null;
    }
  }
}
