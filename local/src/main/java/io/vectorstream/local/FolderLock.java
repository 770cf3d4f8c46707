package io.vectorstream.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps a folder to one server at a time, before anything in it is touched. The operating system
 * releases the lock when the process ends, however it ends.
 */
public final class FolderLock implements Closeable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a folder, which is created if it is missing.
   *
   * @param file the name of the file that is locked in it
   * @return nothing if another server holds the lock
   * @throws IOException if the folder cannot be used
   */
  public static Optional<FolderLock> tryAcquire(Path folder, String file) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel = FileChannel.open(folder.resolve(file), CREATE, WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new FolderLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Another server of this very process, which the operating system would not tell apart.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder's lock cannot be released: " + e, e);
    }
  }
}
