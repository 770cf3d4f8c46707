package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder in a cache that is either there as a whole or not at all.
 *
 * <p>It is written under another name beside its place and then moved there in one step, so that a
 * process killed half-way leaves only a leftover that nobody reads. Its checksums are verified each
 * time it is asked for, and a folder that fails them is written again. One process at a time
 * writes; it holds a file lock, which ends with the process.
 */
public final class PreparedFolder {

  /** Writes the content into an empty folder. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** The file beside the content that its checksums are in. */
  public static final String CHECKSUMS = Checksums.FILE;

  /** File locks belong to the whole process, so its threads need a lock of their own first. */
  private static final Object PROCESS_LOCK = new Object();

  private final Path cache;
  private final String name;
  private final Content content;

  /**
   * A folder in a cache.
   *
   * @param cache created if missing
   * @param name has to be another one for other content
   */
  public PreparedFolder(Path cache, String name, Content content) {
    this.cache = cache;
    this.name = name;
    this.content = content;
  }

  /** The folder with its content, written now if it was not there yet or is damaged. */
  public Path get() throws IOException {
    Path folder = cache.resolve(name);
    if (Checksums.match(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    synchronized (PROCESS_LOCK) {
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Checksums.match(folder)) {
          write(folder);
        }
      }
    }
    return folder;
  }

  private void write(Path folder) throws IOException {
    // The holder of the lock is the only writer, so any unfinished folder is from a process that
    // has died.
    deleteUnfinished();
    Path unfinished = newUnfinished();
    try {
      content.writeTo(unfinished);
      Checksums.write(unfinished);
    } catch (IOException | RuntimeException e) {
      deleteUnfinished();
      throw e;
    }
    if (Files.exists(folder)) {
      Path damaged = newUnfinished().resolve("damaged");
      Files.move(folder, damaged, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    deleteUnfinished();
  }

  /** Not a temporary directory of the JDK's: other users of the cache may read what is in it. */
  private Path newUnfinished() throws IOException {
    return Files.createDirectory(cache.resolve(prefix() + UUID.randomUUID()));
  }

  private String prefix() {
    return name + ".unfinished-";
  }

  private void deleteUnfinished() throws IOException {
    try (Stream<Path> paths = Files.list(cache)) {
      for (Path path : paths.toList()) {
        if (path.getFileName().toString().startsWith(prefix())) {
          delete(path);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
