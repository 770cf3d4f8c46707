package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.lucene.util.IOUtils;

/** The collections of one folder by name. */
public final class CollectionCatalog implements Closeable {
  private final Path folder;
  private final Map<String, StoredCollection> collections = new ConcurrentSkipListMap<>();

  private CollectionCatalog(Path folder) {
    this.folder = folder;
  }

  /** Opens a folder, which is created if it is missing, with all collections in it. */
  public static CollectionCatalog open(Path folder) throws IOException {
    CollectionCatalog catalog = new CollectionCatalog(Files.createDirectories(folder));
    for (CollectionFolder found : CollectionFolder.all(folder)) {
      if (found.isDefined()) {
        StoredCollection collection = StoredCollection.open(found);
        catalog.collections.put(collection.definition().name(), collection);
      } else {
        found.clear();
      }
    }
    return catalog;
  }

  /** The collection of this name; the call is refused if there is none. */
  public StoredCollection get(String name) {
    return find(name).orElseThrow(() -> Failures.noSuchCollection(name));
  }

  /** The collection of this name, if there is one. */
  public Optional<StoredCollection> find(String name) {
    return Optional.ofNullable(collections.get(name));
  }

  /** The names of all collections, in order. */
  public Collection<String> names() {
    return collections.keySet();
  }

  /** Creates a collection; the call is refused if there is one of that name. */
  public synchronized void create(CollectionDefinition definition) throws IOException {
    if (collections.containsKey(definition.name())) {
      throw Failures.collectionExists(definition.name());
    }
    collections.put(definition.name(), StoredCollection.create(folder, definition));
  }

  /** Returns whether there was such a collection. */
  public synchronized boolean delete(String name) throws IOException {
    StoredCollection collection = collections.remove(name);
    if (collection == null) {
      return false;
    }
    collection.delete();
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    IOUtils.close(collections.values());
    collections.clear();
  }
}
