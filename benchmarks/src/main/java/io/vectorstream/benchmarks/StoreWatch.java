package io.vectorstream.benchmarks;

import io.qdrant.client.QdrantClient;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Looks at a collection of a store, to a hundredth of a second, until all points are in it. */
final class StoreWatch implements AutoCloseable {

  private static final long LOOK_MILLIS = 10;

  private final QdrantClient client;
  private final String collection;
  private final long points;
  private final Thread thread = new Thread(this::watch, "store-watch");
  private volatile long firstNanos;
  private volatile long lastNanos;

  private StoreWatch(String url, String collection, long points) {
    this.client = QdrantConnection.of(url).connect();
    this.collection = collection;
    this.points = points;
  }

  /**
   * Begins to look at a collection, which may not be there yet.
   *
   * @param points how many there will be
   */
  static StoreWatch start(String url, String collection, long points) {
    StoreWatch watch = new StoreWatch(url, collection, points);
    watch.thread.start();
    return watch;
  }

  /** When the first point was there, as {@link System#nanoTime} tells it. */
  long firstNanos() {
    return firstNanos;
  }

  /** When the last point was there. */
  long lastNanos() {
    return lastNanos;
  }

  private void watch() {
    try {
      while (!client.collectionExistsAsync(collection).get()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      await(1);
      firstNanos = System.nanoTime();
      await(points);
      lastNanos = System.nanoTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the store does not answer", e);
    }
  }

  private void await(long wanted) throws ExecutionException, InterruptedException {
    while (client.countAsync(collection).get() < wanted) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** Ends, whether or not the points are there. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    client.close();
  }
}
