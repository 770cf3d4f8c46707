package io.vectorstream.qdrant.point;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.connection.Backoff;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.shared.OutageLog;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks which points a collection holds, as {@link PointLookup} does. While Qdrant is away, that
 * waits. Used by one thread.
 */
public final class PatientLookup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PatientLookup.class);

  private final QdrantConnection connection;
  private final String collection;
  private final Duration maxOutage;
  private final OutageLog outages = new OutageLog(LOG, "Qdrant");
  private @Nullable PointLookup points;

  /**
   * Looks into a collection, which is not asked anything yet.
   *
   * @param maxOutage how long a store that is away is waited for
   */
  public PatientLookup(QdrantConnection connection, String collection, Duration maxOutage) {
    this.connection = connection;
    this.collection = collection;
    this.maxOutage = maxOutage;
  }

  /**
   * Looks into a collection that has to be there now.
   *
   * @param maxOutage how long a store that is away later is waited for
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public static PatientLookup open(
      QdrantConnection connection, String collection, Duration maxOutage) {
    PatientLookup patient = new PatientLookup(connection, collection, maxOutage);
    patient.points();
    return patient;
  }

  /**
   * As {@link PointLookup#stored}.
   *
   * @throws QdrantException if Qdrant is away for longer, refuses, or has no such collection
   */
  public Set<PointId> stored(Collection<PointId> ids) throws InterruptedException {
    return ask(lookup -> lookup.stored(ids));
  }

  /**
   * As {@link PointLookup#withText}.
   *
   * @throws QdrantException if Qdrant is away for longer, refuses, or has no such collection
   */
  public Set<PointId> withText(String field, Set<String> texts) throws InterruptedException {
    return ask(lookup -> lookup.withText(field, texts));
  }

  private Set<PointId> ask(Function<PointLookup, Set<PointId>> question)
      throws InterruptedException {
    long start = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        Set<PointId> found = question.apply(points());
        outages.worked();
        return found;
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

  private PointLookup points() {
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
