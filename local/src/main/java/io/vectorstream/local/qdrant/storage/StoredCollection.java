package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.vectorstream.local.qdrant.filter.Filters;
import io.vectorstream.local.qdrant.filter.PointFilter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** One collection: what it is, and its points. */
public final class StoredCollection implements Closeable {
  private final CollectionFolder folder;
  private final PointStore store;
  private final WriteQueue writes;
  private volatile CollectionDefinition definition;

  private StoredCollection(CollectionFolder folder, CollectionDefinition definition)
      throws IOException {
    this.folder = folder;
    this.definition = definition;
    this.store = new PointStore(folder.points());
    this.writes = new WriteQueue(definition.name(), store);
  }

  static StoredCollection create(Path collections, CollectionDefinition definition)
      throws IOException {
    CollectionFolder folder = CollectionFolder.of(collections, definition.name());
    folder.clear();
    StoredCollection collection = new StoredCollection(folder, definition);
    folder.save(definition);
    return collection;
  }

  static StoredCollection open(CollectionFolder folder) throws IOException {
    return new StoredCollection(folder, folder.load());
  }

  /** What the collection is at this moment. */
  public CollectionDefinition definition() {
    return definition;
  }

  /** Changes what the collection is, durably. */
  public synchronized void redefine(UnaryOperator<CollectionDefinition> change) throws IOException {
    CollectionDefinition changed = change.apply(definition);
    folder.save(changed);
    definition = changed;
  }

  /** The test of points that a filter stands for; all points pass if there is none. */
  public PointFilter filter(boolean present, Filter filter) {
    return present ? new Filters(definition.schema()).compile(filter) : PointFilter.ALL;
  }

  /** Stores points; ends with the operation's number when that is durable. */
  public CompletableFuture<Long> upsert(UpsertRequest request) {
    UpsertPoints settings = request.settings();
    List<NewPoint> points = new PointEncoder(definition.vectors()).encode(request.points());
    PointFilter replaceable = filter(settings.hasUpdateFilter(), settings.getUpdateFilter());
    return writes.submit(new Upsert(points, settings.getUpdateMode(), replaceable));
  }

  /** Deletes the points of these ids; ends with the operation's number when that is durable. */
  public CompletableFuture<Long> delete(List<byte[]> ids) {
    return writes.submit(store -> store.delete(ids));
  }

  /** Deletes the points that match; ends with the operation's number when that is durable. */
  public CompletableFuture<Long> delete(PointFilter filter) {
    return writes.submit(store -> store.delete(store.read(points -> points.ids(filter))));
  }

  /** Changes nothing; ends, with an operation's number, when all earlier writes are durable. */
  public CompletableFuture<Long> awaitWrites() {
    return writes.submit(store -> {});
  }

  /** Reads the points as they are at this moment. */
  public <T> T read(PointReader.Read<T> read) throws IOException {
    return store.read(read);
  }

  /** Finishes what was submitted, then lets go of the files. */
  @Override
  public void close() throws IOException {
    writes.close();
    store.close();
  }

  /** From the moment its definition is gone, the collection is. */
  void delete() throws IOException {
    folder.forget();
    close();
    folder.clear();
  }
}
