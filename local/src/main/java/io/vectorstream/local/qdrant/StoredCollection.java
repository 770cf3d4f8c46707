package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.vectorstream.local.qdrant.filter.Filters;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** One collection: what it is, and its points. */
final class StoredCollection implements Closeable {
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

  CollectionDefinition definition() {
    return definition;
  }

  synchronized void redefine(UnaryOperator<CollectionDefinition> change) throws IOException {
    CollectionDefinition changed = change.apply(definition);
    folder.save(changed);
    definition = changed;
  }

  Filters filters() {
    return new Filters(definition.schema());
  }

  PointEncoder encoder() {
    return new PointEncoder(definition.vectors());
  }

  VectorSelection vectors(WithVectorsSelector selector) {
    return VectorSelection.of(definition.vectors(), selector);
  }

  CompletableFuture<Long> submit(Write write) {
    return writes.submit(write);
  }

  <T> T read(PointStore.Read<T> read) throws IOException {
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
