package io.vectorstream.qdrant.write;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.connection.Backoff;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.shared.OutageLog;
import io.vectorstream.shared.SharedResources;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all who write to a collection in this process share. */
public final class WriteSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriteSession.class);

  /** A session that is closed forgets what it has changed, so it stays as long as that counts. */
  private static final SharedResources<Target, WriteSession> SESSIONS =
      new SharedResources<>(RecentChanges.MEMORY);

  /** Opens when most of ten calls have failed; lets one through every two seconds from then on. */
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(10)
          .minimumNumberOfCalls(10)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(2))
          .permittedNumberOfCallsInHalfOpenState(1)
          .build();

  private record Target(
      QdrantConnection connection, CollectionSpec collection, boolean conditionalUpdates) {}

  private final QdrantCollection collection;
  private final CircuitBreaker breaker;
  private final OutageLog outages = new OutageLog(LOG, "Qdrant");
  private final WriteHistory history = new WriteHistory();

  private WriteSession(QdrantCollection collection) {
    this.collection = collection;
    this.breaker = CircuitBreaker.of(collection.toString(), BREAKER);
    // A process that was killed cannot tell.
    history.leaveProbe();
  }

  /**
   * The session of this process, opened if there is none. While Qdrant is away, that waits.
   *
   * @param conditionalUpdates whether the server has to heed the conditions of updates
   * @param maxOutage how long it waits
   * @throws QdrantException if Qdrant is away for longer, refuses, or the collection does not fit
   */
  public static SharedResources.Lease<WriteSession> acquire(
      QdrantConnection connection,
      CollectionSpec collection,
      boolean conditionalUpdates,
      Duration maxOutage) {
    return SESSIONS.acquire(
        new Target(connection, collection, conditionalUpdates),
        target -> open(target, maxOutage.toNanos()));
  }

  private static WriteSession open(Target target, long maxOutageNanos) {
    OutageLog outages = new OutageLog(LOG, "Qdrant");
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        WriteSession session = new WriteSession(open(target));
        outages.worked();
        return session;
      } catch (QdrantException e) {
        if (!e.isOutage() || System.nanoTime() - start >= maxOutageNanos) {
          throw e;
        }
        outages.failed(e.getMessage());
        pause(attempt, e);
      }
    }
  }

  private static QdrantCollection open(Target target) {
    QdrantCollection collection = QdrantCollection.open(target.connection(), target.collection());
    if (target.conditionalUpdates()) {
      try {
        collection.checkConditionalUpdates();
      } catch (QdrantException e) {
        collection.close();
        throw e;
      }
    }
    return collection;
  }

  private static void pause(int attempt, QdrantException cause) {
    try {
      Thread.sleep(Backoff.millisAfter(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  /** Looks for a server that was lost at once, however long it has been away. */
  void reconnect() {
    collection.client().grpcClient().channel().resetConnectBackoff();
  }

  PointClient points() {
    return new GrpcPointClient(collection.client(), collection.name());
  }

  /** Holds calls back while Qdrant does not answer. */
  public CircuitBreaker breaker() {
    return breaker;
  }

  /** Tells of outages. */
  OutageLog outages() {
    return outages;
  }

  WriteHistory history() {
    return history;
  }

  @Override
  public void close() {
    collection.close();
  }
}
