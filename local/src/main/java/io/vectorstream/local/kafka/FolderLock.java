package io.vectorstream.local.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one broker at a time, before anything in it is touched. The operating system
 * gives the lock back when the process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks a folder, making it if it does not exist. */
  static FolderLock acquire(Path folder) {
    @Nullable FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another broker of this very process, which the operating system would not tell apart.
    } catch (IOException e) {
      close(channel);
      throw new EmbeddedKafkaException("The folder " + folder + " cannot be used: " + e, e);
    }
    close(channel);
    throw new EmbeddedKafkaException(
        "The folder " + folder + " is in use by another embedded Kafka: stop it or name another");
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new EmbeddedKafkaException("The folder's lock cannot be given back: " + e, e);
    }
  }
}
