package io.vectorstream.local.qdrant.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.google.common.hash.Hashing;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a collection lies on disk: its definition in one small file, its points in a folder beside.
 *
 * <p>A folder without a definition is what a deletion left over.
 */
record CollectionFolder(Path path) {
  private static final String DEFINITION = "collection.pb";
  private static final int READABLE_LENGTH = 40;

  /** A readable folder name; the hash keeps names apart that look alike as file names. */
  static CollectionFolder of(Path collections, String name) {
    String readable = name.replaceAll("[^A-Za-z0-9_-]", "_");
    readable = readable.substring(0, Math.min(readable.length(), READABLE_LENGTH));
    String hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString();
    return new CollectionFolder(collections.resolve(readable + "-" + hash.substring(0, 16)));
  }

  static List<CollectionFolder> all(Path collections) throws IOException {
    try (Stream<Path> paths = Files.list(collections)) {
      return paths
          .filter(Files::isDirectory)
          .map(CollectionFolder::new)
          .collect(Collectors.toList());
    }
  }

  Path points() {
    return path.resolve("points");
  }

  boolean isDefined() {
    return Files.exists(path.resolve(DEFINITION));
  }

  CollectionDefinition load() throws IOException {
    try (InputStream in = Files.newInputStream(path.resolve(DEFINITION))) {
      CreateCollection request = CreateCollection.parseDelimitedFrom(in);
      CollectionInfo info = CollectionInfo.parseDelimitedFrom(in);
      return CollectionDefinition.restored(request, info.getPayloadSchemaMap());
    }
  }

  /** Either the whole new definition is there afterwards or the old one. */
  void save(CollectionDefinition definition) throws IOException {
    Path draft = path.resolve(DEFINITION + ".new");
    try (OutputStream out = Files.newOutputStream(draft)) {
      definition.request().writeDelimitedTo(out);
      CollectionInfo.newBuilder()
          .putAllPayloadSchema(definition.schema().fields())
          .build()
          .writeDelimitedTo(out);
    }
    Files.move(draft, path.resolve(DEFINITION), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  void forget() throws IOException {
    Files.deleteIfExists(path.resolve(DEFINITION));
  }

  void clear() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestLast = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(path)) {
      paths.forEach(deepestLast::add);
    }
    for (int i = deepestLast.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(deepestLast.get(i));
    }
  }
}
